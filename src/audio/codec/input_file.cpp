#include "audio/codec/input_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "base/file_system.h"
#include "base/utf8.h"

namespace timbre::audio {
namespace {

constexpr std::size_t kSpoolBlockBytes = 1U << 18U;

Error open_error(int error_number, const std::string& name) {
  Error error = error_from_errno(error_number, "cannot open", name);
  if (error.kind == ErrorKind::NotFound) error.message += ". Check the spelling and the folder";
  if (error.kind == ErrorKind::Denied) error.message += ". Give yourself the right to read it (chmod u+r)";
  if (error_number == ENXIO) error = {ErrorKind::InvalidInput, "'" + name + "' is a socket or device, not a recording"};
  return error;
}

Result<void> check_kind(mode_t mode, const std::string& name) {
  const char* kind = nullptr;
  if (S_ISDIR(mode)) kind = "a folder. Name the recordings in it, or use a command that takes folders";
  if (S_ISFIFO(mode))
    kind = "a FIFO (named pipe), not a file. Write the recording to a file first, or use - and a pipe";
  if (S_ISSOCK(mode) || S_ISCHR(mode) || S_ISBLK(mode)) kind = "a socket or device, not a recording. Name a file";
  if (kind == nullptr) return {};
  return Error{ErrorKind::InvalidInput, "'" + name + "' is " + kind};
}

Result<void> write_all(int fd, const char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t n = ::write(fd, bytes, count);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      return Error{ErrorKind::Unavailable, std::string("standard input cannot be kept in the temporary folder: ") +
                                               std::strerror(errno) + ". Free some space or set TMPDIR"};
    }
    bytes += n;
    count -= static_cast<std::size_t>(n);
  }
  return {};
}

Result<UniqueFd> make_nameless_file() {
  std::error_code ignored;
  std::filesystem::path folder = std::filesystem::temp_directory_path(ignored);
  if (folder.empty()) folder = "/tmp";
  UniqueFd file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file) return file;
  std::string pattern = (folder / "timbre-input-XXXXXX").string();
  file = UniqueFd(::mkostemp(pattern.data(), O_CLOEXEC));
  if (!file) return error_from_errno(errno, "cannot make a temporary file in", printable(folder.string()));
  ::unlink(pattern.c_str());
  return file;
}

}  // namespace

Result<FileStamp> stamp_of(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) return Error{ErrorKind::Internal, std::string("fstat: ") + std::strerror(errno)};
  return FileStamp{static_cast<std::uint64_t>(status.st_size),
                   std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

Result<InputFile> check_input_fd(UniqueFd fd, const std::string& shown_name) {
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0) return error_from_errno(errno, "cannot look at", shown_name);
  TRY_VOID(check_kind(status.st_mode, shown_name));
  if (status.st_size == 0) {
    return Error{ErrorKind::InvalidInput, "'" + shown_name + "' is empty (0 bytes). Record or export it again"};
  }
  TRY(const FileStamp stamp, stamp_of(fd.get()));
  return InputFile{std::move(fd), stamp};
}

Result<InputFile> open_input_file(const std::filesystem::path& path) {
  const std::string name = printable(path.string());
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!fd) return open_error(errno, name);
  return check_input_fd(std::move(fd), name);
}

Result<UniqueFd> spool(int fd, std::uint64_t limit_bytes) {
  TRY(UniqueFd file, make_nameless_file());
  std::vector<char> block(kSpoolBlockBytes);
  for (std::uint64_t total = 0;;) {
    const ssize_t n = ::read(fd, block.data(), block.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Error{ErrorKind::Unavailable, std::string("cannot read standard input: ") + std::strerror(errno)};
    if (n == 0) return file;
    total += static_cast<std::uint64_t>(n);
    if (total > limit_bytes) {
      return Error{ErrorKind::InvalidInput, "standard input is larger than the limit of " +
                                                std::to_string(limit_bytes) + " bytes. Give the recording as a file"};
    }
    TRY_VOID(write_all(file.get(), block.data(), static_cast<std::size_t>(n)));
  }
}

}  // namespace timbre::audio
