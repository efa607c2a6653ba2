#pragma once
/// The seam to the disk. Product code that writes or lists files goes through a FileSystem, so that a test can watch
/// it (testing/memory_file_system.h) and make it fail.
///
/// Decoding reads audio through a file descriptor of its own (audio/codec/decode.h) because the restricted process
/// gets nothing but that descriptor.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace timbre {

enum class FileKind { Regular, Directory, Other, Missing };

struct FileStatus {
  FileKind kind = FileKind::Missing;
  std::uintmax_t size_bytes = 0;
  std::optional<std::chrono::system_clock::time_point> modified = {};  ///< none when it is missing
  bool is_owner_only = true;  ///< it is this user's, and neither group nor others have any right to it
};

/// A file being read from its start.
class InputFile {
 public:
  virtual ~InputFile() = default;
  /// Fills `block` from its front: how many bytes, 0 only at the end.
  virtual Result<std::size_t> read(std::span<char> block) = 0;
};

/// Held until destroyed, and freed by the operating system when its process dies.
class FileLock {
 public:
  virtual ~FileLock() = default;
};

/// A file being written at its end. Closing keeps what was written, synced or not; nothing is removed by itself.
class OutputFile {
 public:
  virtual ~OutputFile() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  /// Replaces bytes written before, all of them before the end; a later write() still goes to the end. Not for files
  /// opened to be appended to.
  virtual Result<void> write_at(std::uint64_t offset, std::string_view bytes) = 0;
  /// Returns when the bytes are on the disk.
  virtual Result<void> sync() = 0;
};

/// What open_for_writing does with bytes that are there already.
enum class WriteMode {
  Truncate,         ///< they go
  Append,           ///< they stay, new ones come after them
  CreateNew,        ///< a file that is there is left alone, and it is an error: Denied
  CreateNewPrivate  ///< the same, and only the owner may read or write it: for secrets
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;
  /// Follows links. A path that does not exist is Missing, not an error. Denied where the OS refuses to look.
  virtual Result<FileStatus> status(const std::filesystem::path& path) = 0;
  /// All bytes. NotFound, Denied, or InvalidInput for a directory or a file over `limit_bytes`.
  virtual Result<std::string> read(const std::filesystem::path& path, std::uintmax_t limit_bytes) = 0;
  /// For what is too long to hold in memory. NotFound, Denied, or InvalidInput for a directory.
  virtual Result<std::unique_ptr<InputFile>> open_for_reading(const std::filesystem::path& path) = 0;
  /// Takes the lock of that name, a file that is there as long as the lock is held. Unavailable when it is held
  /// already, by this process or another.
  virtual Result<std::unique_ptr<FileLock>> lock(const std::filesystem::path& path) = 0;
  /// Writes to a temporary name beside it, syncs and renames: the path holds the old bytes or all the new ones.
  virtual Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes) = 0;
  /// Regular files below a folder, sorted by path bytes; links to folders are not followed.
  virtual Result<std::vector<std::filesystem::path>> list_recursively(const std::filesystem::path& folder) = 0;
  /// For what is too long to hold in memory. The file is made when missing.
  virtual Result<std::unique_ptr<OutputFile>> open_for_writing(const std::filesystem::path& path, WriteMode mode) = 0;
  /// Replaces `to` in one step when it is there; both on one disk. The folder is synced.
  virtual Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
  /// As rename, but Denied when `to` is there, in the same step: no other program can come between.
  virtual Result<void> rename_new(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
  /// Each gets the other's name in one step; both must be there, on one disk.
  virtual Result<void> exchange(const std::filesystem::path& a, const std::filesystem::path& b) = 0;
  /// A file that is not there is no error.
  virtual Result<void> remove(const std::filesystem::path& path) = 0;
  /// Removes a folder that is empty; false where it is not empty or not there.
  virtual Result<bool> remove_empty_folder(const std::filesystem::path& path) = 0;
  /// Whether both names lead to the same file; false where either is missing.
  virtual Result<bool> is_same_file(const std::filesystem::path& a, const std::filesystem::path& b) = 0;
  /// With all parents, synced. A folder that is there is no error.
  virtual Result<void> create_folders(const std::filesystem::path& path) = 0;
};

/// The machine's disk.
class PosixFileSystem : public FileSystem {
 public:
  Result<FileStatus> status(const std::filesystem::path& path) override;
  Result<std::string> read(const std::filesystem::path& path, std::uintmax_t limit_bytes) override;
  Result<std::unique_ptr<InputFile>> open_for_reading(const std::filesystem::path& path) override;
  Result<std::unique_ptr<FileLock>> lock(const std::filesystem::path& path) override;
  Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes) override;
  Result<std::vector<std::filesystem::path>> list_recursively(const std::filesystem::path& folder) override;
  Result<std::unique_ptr<OutputFile>> open_for_writing(const std::filesystem::path& path, WriteMode mode) override;
  Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
  Result<void> rename_new(const std::filesystem::path& from, const std::filesystem::path& to) override;
  Result<void> exchange(const std::filesystem::path& a, const std::filesystem::path& b) override;
  Result<void> remove(const std::filesystem::path& path) override;
  Result<bool> remove_empty_folder(const std::filesystem::path& path) override;
  Result<bool> is_same_file(const std::filesystem::path& a, const std::filesystem::path& b) override;
  Result<void> create_folders(const std::filesystem::path& path) override;
};

/// An errno as an Error: "<doing> '<path>': <reason>".
[[nodiscard]] Error error_from_errno(int error_number, std::string_view doing, const std::filesystem::path& path);

}  // namespace timbre
