#pragma once
/// A disk in memory that records what was read and written and fails where told to.

#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/file_system.h"

namespace timbre {

class MemoryFileSystem : public FileSystem {
 public:
  std::map<std::string, std::string> files;  ///< path → bytes
  std::vector<std::string> reads;            ///< paths, in order
  std::vector<std::string> writes;           ///< paths, in order
  std::set<std::string> locks;               ///< paths of locks that are held
  std::optional<Error> next_failure;         ///< returned once by the next call of any kind
  std::optional<std::size_t> room_bytes;     ///< after so many more bytes the disk is full

  Result<FileStatus> status(const std::filesystem::path& path) override {
    if (auto failure = take_failure()) return *failure;
    const auto found = files.find(path.string());
    if (found != files.end()) return FileStatus{FileKind::Regular, found->second.size()};
    const auto below = files.lower_bound(path.string() + "/");
    const bool is_folder = below != files.end() && below->first.starts_with(path.string() + "/");
    return FileStatus{is_folder ? FileKind::Directory : FileKind::Missing, 0};
  }
  Result<std::string> read(const std::filesystem::path& path, std::uintmax_t limit_bytes) override {
    if (auto failure = take_failure()) return *failure;
    reads.push_back(path.string());
    const auto found = files.find(path.string());
    if (found == files.end()) return Error{ErrorKind::NotFound, "cannot open '" + path.string() + "'"};
    if (found->second.size() > limit_bytes) return Error{ErrorKind::InvalidInput, "'" + path.string() + "' too large"};
    return found->second;
  }
  Result<std::unique_ptr<InputFile>> open_for_reading(const std::filesystem::path& path) override {
    if (auto failure = take_failure()) return *failure;
    reads.push_back(path.string());
    const auto found = files.find(path.string());
    if (found == files.end()) return Error{ErrorKind::NotFound, "cannot open '" + path.string() + "'"};
    return std::unique_ptr<InputFile>(std::make_unique<MemoryInputFile>(found->second));
  }
  Result<std::unique_ptr<FileLock>> lock(const std::filesystem::path& path) override {
    if (auto failure = take_failure()) return *failure;
    if (!locks.insert(path.string()).second) {
      return Error{ErrorKind::Unavailable, "'" + path.string() + "' is held by another process"};
    }
    return std::unique_ptr<FileLock>(std::make_unique<MemoryFileLock>(*this, path.string()));
  }
  Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes) override {
    if (auto failure = take_failure()) return *failure;
    writes.push_back(path.string());
    TRY_VOID(take_room(bytes.size()));
    files[path.string()] = std::string(bytes);
    return {};
  }
  Result<std::vector<std::filesystem::path>> list_recursively(const std::filesystem::path& folder) override {
    if (auto failure = take_failure()) return *failure;
    std::vector<std::filesystem::path> found;
    for (const auto& [path, bytes] : files) {
      if (path.starts_with(folder.string() + "/")) found.emplace_back(path);
    }
    return found;
  }
  Result<std::unique_ptr<OutputFile>> open_for_writing(const std::filesystem::path& path, WriteMode mode) override {
    if (auto failure = take_failure()) return *failure;
    writes.push_back(path.string());
    const bool must_be_new = mode == WriteMode::CreateNew || mode == WriteMode::CreateNewPrivate;
    if (must_be_new && files.contains(path.string())) {
      return Error{ErrorKind::Denied, "cannot open for writing '" + path.string() + "': File exists"};
    }
    if (mode != WriteMode::Append) files[path.string()].clear();
    return std::unique_ptr<OutputFile>(std::make_unique<MemoryOutputFile>(*this, path.string()));
  }
  Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
    if (auto failure = take_failure()) return *failure;
    const auto found = files.find(from.string());
    if (found == files.end()) return Error{ErrorKind::NotFound, "cannot rename to '" + to.string() + "'"};
    std::string bytes = std::move(found->second);
    files.erase(found);
    files[to.string()] = std::move(bytes);
    return {};
  }
  Result<void> rename_new(const std::filesystem::path& from, const std::filesystem::path& to) override {
    if (files.contains(to.string())) return Error{ErrorKind::Denied, "cannot rename to '" + to.string() + "'"};
    return rename(from, to);
  }
  Result<void> exchange(const std::filesystem::path& a, const std::filesystem::path& b) override {
    if (auto failure = take_failure()) return *failure;
    if (!files.contains(a.string()) || !files.contains(b.string())) {
      return Error{ErrorKind::NotFound, "cannot replace '" + b.string() + "'"};
    }
    std::swap(files[a.string()], files[b.string()]);
    return {};
  }
  Result<bool> remove_empty_folder(const std::filesystem::path&) override {
    if (auto failure = take_failure()) return *failure;
    return false;  // folders are not kept
  }
  Result<bool> is_same_file(const std::filesystem::path& a, const std::filesystem::path& b) override {
    if (auto failure = take_failure()) return *failure;
    return a == b && files.contains(a.string());
  }
  Result<void> remove(const std::filesystem::path& path) override {
    if (auto failure = take_failure()) return *failure;
    files.erase(path.string());
    return {};
  }
  Result<void> create_folders(const std::filesystem::path&) override {
    if (auto failure = take_failure()) return *failure;
    return {};
  }

 private:
  class MemoryInputFile : public InputFile {
   public:
    explicit MemoryInputFile(std::string bytes) : bytes_(std::move(bytes)) {}
    Result<std::size_t> read(std::span<char> block) override {
      const std::size_t count = bytes_.copy(block.data(), block.size(), at_);
      at_ += count;
      return count;
    }

   private:
    std::string bytes_;
    std::size_t at_ = 0;
  };
  class MemoryFileLock : public FileLock {
   public:
    MemoryFileLock(MemoryFileSystem& disk, std::string path) : disk_(disk), path_(std::move(path)) {}
    MemoryFileLock(const MemoryFileLock&) = delete;
    MemoryFileLock& operator=(const MemoryFileLock&) = delete;
    ~MemoryFileLock() override { disk_.locks.erase(path_); }

   private:
    MemoryFileSystem& disk_;
    std::string path_;
  };
  class MemoryOutputFile : public OutputFile {
   public:
    MemoryOutputFile(MemoryFileSystem& disk, std::string path) : disk_(disk), path_(std::move(path)) {}
    Result<void> write(std::string_view bytes) override {
      if (auto failure = disk_.take_failure()) return *failure;
      TRY_VOID(disk_.take_room(bytes.size()));
      disk_.files[path_] += bytes;
      return {};
    }
    Result<void> write_at(std::uint64_t offset, std::string_view bytes) override {
      if (auto failure = disk_.take_failure()) return *failure;
      disk_.files[path_].replace(offset, bytes.size(), bytes);
      return {};
    }
    Result<void> sync() override {
      if (auto failure = disk_.take_failure()) return *failure;
      return {};
    }

   private:
    MemoryFileSystem& disk_;
    std::string path_;
  };

  Result<void> take_room(std::size_t bytes) {
    if (!room_bytes) return {};
    if (bytes > *room_bytes) return Error{ErrorKind::Unavailable, "cannot write: No space left on device"};
    *room_bytes -= bytes;
    return {};
  }
  std::optional<Error> take_failure() { return std::exchange(next_failure, std::nullopt); }
};

}  // namespace timbre
