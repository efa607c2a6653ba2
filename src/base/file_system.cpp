#include "base/file_system.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/unique_fd.h"

namespace timbre {
namespace {

Result<void> write_all(int fd, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return error_from_errno(errno, "cannot write", path);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

Result<void> sync_fd(int fd, const std::filesystem::path& path) {
  if (::fsync(fd) != 0) return error_from_errno(errno, "cannot sync", path);
  return {};
}

/// A rename is on the disk when its folder is.
Result<void> sync_folder_of(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // a folder that may be written to and not read cannot be synced; any other reason means an unsafe rename
  if (!fd && errno == EACCES) return {};
  if (!fd || ::fsync(fd.get()) != 0) return error_from_errno(errno, "cannot sync folder", folder);
  return {};
}

class PosixInputFile : public InputFile {
 public:
  PosixInputFile(UniqueFd fd, std::filesystem::path path) : fd_(std::move(fd)), path_(std::move(path)) {}
  Result<std::size_t> read(std::span<char> block) override {
    for (;;) {
      const ssize_t n = ::read(fd_.get(), block.data(), block.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return error_from_errno(errno, "cannot read", path_);
      return static_cast<std::size_t>(n);
    }
  }

 private:
  UniqueFd fd_;
  std::filesystem::path path_;
};

/// The file goes before the lock does, so that nothing is left behind; PosixFileSystem::lock sees when it went.
class PosixFileLock : public FileLock {
 public:
  PosixFileLock(UniqueFd fd, std::filesystem::path path) : fd_(std::move(fd)), path_(std::move(path)) {}
  PosixFileLock(const PosixFileLock&) = delete;
  PosixFileLock& operator=(const PosixFileLock&) = delete;
  ~PosixFileLock() override { ::unlink(path_.c_str()); }

 private:
  UniqueFd fd_;
  std::filesystem::path path_;
};

class PosixOutputFile : public OutputFile {
 public:
  PosixOutputFile(UniqueFd fd, std::filesystem::path path) : fd_(std::move(fd)), path_(std::move(path)) {}
  Result<void> write(std::string_view bytes) override { return write_all(fd_.get(), bytes, path_); }
  Result<void> write_at(std::uint64_t offset, std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t n = ::pwrite(fd_.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return error_from_errno(errno, "cannot write", path_);
      bytes.remove_prefix(static_cast<std::size_t>(n));
      offset += static_cast<std::uint64_t>(n);
    }
    return {};
  }
  Result<void> sync() override { return sync_fd(fd_.get(), path_); }

 private:
  UniqueFd fd_;
  std::filesystem::path path_;
};

std::chrono::system_clock::time_point time_of(const timespec& time) {
  const auto since = std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
  return std::chrono::system_clock::time_point(std::chrono::duration_cast<std::chrono::system_clock::duration>(since));
}

int open_flags(WriteMode mode) {
  if (mode == WriteMode::Append) return O_APPEND;
  return mode == WriteMode::Truncate ? O_TRUNC : O_EXCL;
}

FileKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::Regular;
  if (S_ISDIR(mode)) return FileKind::Directory;
  return FileKind::Other;
}

}  // namespace

Error error_from_errno(int error_number, std::string_view doing, const std::filesystem::path& path) {
  ErrorKind kind = ErrorKind::Internal;
  if (error_number == ENOENT || error_number == ENOTDIR) kind = ErrorKind::NotFound;
  if (error_number == EACCES || error_number == EPERM || error_number == EROFS || error_number == EEXIST)
    kind = ErrorKind::Denied;
  if (error_number == ENOSPC || error_number == EDQUOT || error_number == EMFILE) kind = ErrorKind::Unavailable;
  if (error_number == EISDIR || error_number == ENAMETOOLONG || error_number == ELOOP) kind = ErrorKind::InvalidInput;
  return {kind, std::string(doing) + " '" + path.string() + "': " + std::strerror(error_number)};
}

Result<FileStatus> PosixFileSystem::status(const std::filesystem::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return FileStatus{};
    return error_from_errno(errno, "cannot look at", path);
  }
  const bool is_owner_only = info.st_uid == ::geteuid() && (info.st_mode & (S_IRWXG | S_IRWXO)) == 0;
  return FileStatus{kind_of(info.st_mode), static_cast<std::uintmax_t>(info.st_size), time_of(info.st_mtim),
                    is_owner_only};
}

Result<std::string> PosixFileSystem::read(const std::filesystem::path& path, std::uintmax_t limit_bytes) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return error_from_errno(errno, "cannot open", path);
  std::string bytes;
  char block[1 << 16];
  for (;;) {
    const ssize_t n = ::read(fd.get(), block, sizeof block);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return error_from_errno(errno, "cannot read", path);
    if (n == 0) return bytes;
    bytes.append(block, static_cast<std::size_t>(n));
    if (bytes.size() > limit_bytes) {
      return Error{ErrorKind::InvalidInput,
                   "'" + path.string() + "' is larger than the limit of " + std::to_string(limit_bytes) + " bytes"};
    }
  }
}

Result<std::unique_ptr<InputFile>> PosixFileSystem::open_for_reading(const std::filesystem::path& path) {
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return error_from_errno(errno, "cannot open", path);
  return std::unique_ptr<InputFile>(std::make_unique<PosixInputFile>(std::move(fd), path));
}

Result<std::unique_ptr<FileLock>> PosixFileSystem::lock(const std::filesystem::path& path) {
  for (;;) {
    UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (!fd) return error_from_errno(errno, "cannot open the lock", path);
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
      if (errno == EINTR) continue;
      if (errno != EWOULDBLOCK) return error_from_errno(errno, "cannot lock", path);
      return Error{ErrorKind::Unavailable, "'" + path.string() + "' is held by another process"};
    }
    struct stat held {};
    struct stat named {};
    const bool is_still_there = ::fstat(fd.get(), &held) == 0 && ::stat(path.c_str(), &named) == 0 &&
                                held.st_dev == named.st_dev && held.st_ino == named.st_ino;
    if (is_still_there) return std::unique_ptr<FileLock>(std::make_unique<PosixFileLock>(std::move(fd), path));
  }
}

Result<void> PosixFileSystem::write_atomically(const std::filesystem::path& path, std::string_view bytes) {
  std::string temporary = path.string() + ".XXXXXX";
  const UniqueFd fd(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!fd) return error_from_errno(errno, "cannot create a file for", path);
  Result<void> written = write_all(fd.get(), bytes, path);
  if (written.ok()) written = sync_fd(fd.get(), path);
  if (written.ok() && ::fchmod(fd.get(), 0644) != 0) written = error_from_errno(errno, "cannot set rights of", path);
  if (written.ok() && ::rename(temporary.c_str(), path.c_str()) != 0) {
    written = error_from_errno(errno, "cannot rename to", path);
  }
  if (!written.ok()) {
    ::unlink(temporary.c_str());
    return written;
  }
  return sync_folder_of(path);
}

Result<std::vector<std::filesystem::path>> PosixFileSystem::list_recursively(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::recursive_directory_iterator it(folder, std::filesystem::directory_options::skip_permission_denied,
                                                   error);
  if (error) return error_from_errno(error.value(), "cannot list", folder);
  std::vector<std::filesystem::path> found;
  for (const std::filesystem::recursive_directory_iterator end; it != end; it.increment(error)) {
    if (error) return error_from_errno(error.value(), "cannot list", folder);
    std::error_code ignored;  // an entry that vanished meanwhile is simply not listed
    if (it->is_regular_file(ignored)) found.push_back(it->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

Result<std::unique_ptr<OutputFile>> PosixFileSystem::open_for_writing(const std::filesystem::path& path,
                                                                      WriteMode mode) {
  const int how = O_WRONLY | O_CREAT | O_CLOEXEC | open_flags(mode);
  UniqueFd fd(::open(path.c_str(), how, mode == WriteMode::CreateNewPrivate ? 0600 : 0644));
  if (!fd) return error_from_errno(errno, "cannot open for writing", path);
  return std::unique_ptr<OutputFile>(std::make_unique<PosixOutputFile>(std::move(fd), path));
}

Result<void> PosixFileSystem::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return error_from_errno(errno, "cannot rename to", to);
  return sync_folder_of(to);
}

Result<void> PosixFileSystem::rename_new(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return sync_folder_of(to);
  if (errno != EINVAL) return error_from_errno(errno, "cannot rename to", to);
  // A disk that cannot do it (FAT, some network disks): a second name is refused where there is one.
  if (::link(from.c_str(), to.c_str()) != 0) return error_from_errno(errno, "cannot rename to", to);
  TRY_VOID(remove(from));
  return sync_folder_of(to);
}

Result<void> PosixFileSystem::exchange(const std::filesystem::path& a, const std::filesystem::path& b) {
  if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) != 0) {
    return error_from_errno(errno, "cannot replace", b);
  }
  return sync_folder_of(b);
}

Result<void> PosixFileSystem::remove(const std::filesystem::path& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return error_from_errno(errno, "cannot remove", path);
  return {};
}

Result<bool> PosixFileSystem::remove_empty_folder(const std::filesystem::path& path) {
  if (::rmdir(path.c_str()) == 0) return true;
  if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOENT) return false;
  return error_from_errno(errno, "cannot remove the folder", path);
}

Result<bool> PosixFileSystem::is_same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
  struct stat first {};
  struct stat second {};
  if (::stat(a.c_str(), &first) != 0 || ::stat(b.c_str(), &second) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return false;
    return error_from_errno(errno, "cannot look at", a);
  }
  return first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

Result<void> PosixFileSystem::create_folders(const std::filesystem::path& path) {
  std::filesystem::path made;
  for (const auto& part : path) {
    made /= part;
    if (::mkdir(made.c_str(), 0777) == 0) {
      TRY_VOID(sync_folder_of(made));
    } else if (errno != EEXIST && errno != EISDIR) {
      return error_from_errno(errno, "cannot make the folder", made);
    }
  }
  TRY(const FileStatus found, status(path));
  if (found.kind == FileKind::Directory) return {};
  return Error{ErrorKind::InvalidInput, "'" + path.string() + "' is not a folder; choose another name or remove it"};
}

}  // namespace timbre
