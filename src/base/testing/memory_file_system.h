#pragma once
/// A disk in memory that records what was read and written and fails where told to.

#include <map>
#include <optional>
#include <string>

#include "base/file_system.h"

namespace timbre {

class MemoryFileSystem : public FileSystem {
 public:
  std::map<std::string, std::string> files;  ///< path → bytes
  std::vector<std::string> reads;            ///< paths, in order
  std::vector<std::string> writes;           ///< paths, in order
  std::optional<Error> next_failure;         ///< returned once by the next call of any kind

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
  Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes) override {
    if (auto failure = take_failure()) return *failure;
    writes.push_back(path.string());
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

 private:
  std::optional<Error> take_failure() { return std::exchange(next_failure, std::nullopt); }
};

}  // namespace timbre
