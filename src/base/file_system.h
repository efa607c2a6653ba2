#pragma once
/// The seam to the disk. Product code that writes or lists files goes through a FileSystem, so that a test can watch
/// it (testing/memory_file_system.h) and make it fail.
///
/// Decoding reads audio through a file descriptor of its own (audio/codec/decode.h) because the restricted process
/// gets nothing but that descriptor.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace timbre {

enum class FileKind { Regular, Directory, Other, Missing };

struct FileStatus {
  FileKind kind = FileKind::Missing;
  std::uintmax_t size_bytes = 0;
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;
  /// Follows links. A path that does not exist is Missing, not an error. Denied where the OS refuses to look.
  virtual Result<FileStatus> status(const std::filesystem::path& path) = 0;
  /// All bytes. NotFound, Denied, or InvalidInput for a directory or a file over `limit_bytes`.
  virtual Result<std::string> read(const std::filesystem::path& path, std::uintmax_t limit_bytes) = 0;
  /// Writes to a temporary name beside it, syncs and renames: the path holds the old bytes or all the new ones.
  virtual Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes) = 0;
  /// Regular files below a folder, sorted by path bytes; links to folders are not followed.
  virtual Result<std::vector<std::filesystem::path>> list_recursively(const std::filesystem::path& folder) = 0;
};

/// The machine's disk.
class PosixFileSystem : public FileSystem {
 public:
  Result<FileStatus> status(const std::filesystem::path& path) override;
  Result<std::string> read(const std::filesystem::path& path, std::uintmax_t limit_bytes) override;
  Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes) override;
  Result<std::vector<std::filesystem::path>> list_recursively(const std::filesystem::path& folder) override;
};

/// An errno as an Error: "<doing> '<path>': <reason>".
[[nodiscard]] Error error_from_errno(int error_number, std::string_view doing, const std::filesystem::path& path);

}  // namespace timbre
