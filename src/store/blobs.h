#pragma once
/// Audio on disk, named by what it is: blobs/ab/<sha-256>. A blob is whole or not there; it never changes.
///
/// Writing: tmp/<uuid>.part → sync → rename into place → folder synced. Only then may a row name it. Removing: the row
/// first, then the file. So a row always has its file; a file without a row is an orphan that `doctor` removes.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/file_system.h"
#include "base/result.h"
#include "base/sha256.h"

namespace timbre::store {

struct BlobId {
  std::string sha256;  ///< 64 lower-case hexadecimal digits
  std::uint64_t size_bytes = 0;
};

/// Whether text is a blob's name: 64 lower-case hexadecimal digits. What passes holds no path separator.
[[nodiscard]] bool is_blob_name(std::string_view text);

/// One blob being written. Dropped without finish(), its temporary file is removed.
class BlobWriter {
 public:
  BlobWriter(FileSystem& disk, std::filesystem::path root, std::filesystem::path part,
             std::unique_ptr<OutputFile> file);
  BlobWriter(BlobWriter&&) noexcept = default;
  BlobWriter& operator=(BlobWriter&&) = delete;
  ~BlobWriter();

  [[nodiscard]] Result<void> write(std::string_view bytes);
  /// Returns when the blob is safe on the disk under its name. Nothing may follow.
  [[nodiscard]] Result<BlobId> finish();

 private:
  FileSystem* disk_;
  std::filesystem::path root_;
  std::filesystem::path part_;
  std::unique_ptr<OutputFile> file_;
  Sha256 sum_;
  std::uint64_t size_bytes_ = 0;
};

class Blobs {
 public:
  /// `root` is the data folder; it is made when first written to.
  Blobs(FileSystem& disk, std::filesystem::path root) : disk_(disk), root_(std::move(root)) {}

  /// `name` makes the temporary file unique: a fresh UUID.
  [[nodiscard]] Result<BlobWriter> begin(const std::string& name);
  /// Where a blob lies. `sha256` must be 64 hexadecimal digits: NotFound otherwise, so that no path gets through.
  [[nodiscard]] Result<std::filesystem::path> path_of(std::string_view sha256) const;
  /// Whether a blob lies there with its size. Unavailable, asking for the sound again, when it does not: the last take
  /// with the same bytes may have been purged since they were written.
  [[nodiscard]] Result<void> must_be_there(const BlobId& blob) const;
  [[nodiscard]] Result<void> remove(std::string_view sha256);
  /// Names of all blobs.
  [[nodiscard]] Result<std::vector<std::string>> list();
  /// Removes what an interrupted upload left behind. Only when nobody else is writing.
  [[nodiscard]] Result<std::size_t> remove_parts();
  /// Whether the file's bytes are those of its name. Corrupt, NotFound.
  [[nodiscard]] Result<void> verify(std::string_view sha256) const;

 private:
  FileSystem& disk_;
  std::filesystem::path root_;
};

}  // namespace timbre::store
