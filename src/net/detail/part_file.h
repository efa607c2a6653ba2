#pragma once
/// What a download has so far: `<target>.part`, and beside it the ETag of the file that the bytes are from, so that
/// another run can go on where this one stopped.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/file_system.h"
#include "base/result.h"

namespace timbre::net::detail {

class PartFile {
 public:
  PartFile(FileSystem& disk, std::filesystem::path target);

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const std::filesystem::path& target() const { return target_; }
  /// 0 when there is none. Denied where something else than a file is in the way.
  [[nodiscard]] Result<std::uint64_t> size_bytes() const;
  /// Of the file that the bytes are from; empty when the server gave none.
  [[nodiscard]] std::string etag() const;

  /// From the first byte, of the file with this ETag.
  Result<void> start_over(const std::string& etag);
  /// After the bytes that are there.
  Result<void> go_on();
  Result<void> write(std::string_view bytes);

  /// Syncs, and sums up what is on the disk.
  Result<std::string> finish(const CancelToken& cancel);
  /// Under its final name, replacing what was there.
  Result<void> install();
  Result<void> discard();

 private:
  FileSystem& disk_;
  std::filesystem::path target_;
  std::filesystem::path path_;
  std::filesystem::path etag_path_;
  std::unique_ptr<OutputFile> output_;
};

}  // namespace timbre::net::detail
