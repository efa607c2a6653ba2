#include "net/detail/part_file.h"

#include "base/file_sum.h"
#include "net/http_head.h"

namespace timbre::net::detail {

PartFile::PartFile(FileSystem& disk, std::filesystem::path target)
    : disk_(disk),
      target_(std::move(target)),
      path_(target_.string() + ".part"),
      etag_path_(path_.string() + ".etag") {}

Result<std::uint64_t> PartFile::size_bytes() const {
  TRY(const FileStatus status, disk_.status(path_));
  if (status.kind == FileKind::Missing) return std::uint64_t{0};
  if (status.kind == FileKind::Regular) return std::uint64_t{status.size_bytes};
  return Error{ErrorKind::Denied, "'" + path_.string() + "' is in the way and is no file; move it away"};
}

std::string PartFile::etag() const {
  const auto kept = disk_.read(etag_path_, 4096);
  if (!kept.ok()) return {};
  HttpHead head;
  take_header("ETag: " + *kept, head);  // what is on the disk is no more trusted than what a server sends
  return head.etag;
}

Result<void> PartFile::start_over(const std::string& etag) {
  output_.reset();
  TRY_VOID(disk_.remove(etag_path_));
  TRY(output_, disk_.open_for_writing(path_, WriteMode::Truncate));
  // Without it the next run only loses the right to ask "if it is still the same": the checksum decides in any case.
  if (etag.empty()) return {};
  return disk_.write_atomically(etag_path_, etag);
}

Result<void> PartFile::go_on() {
  TRY(output_, disk_.open_for_writing(path_, WriteMode::Append));
  return {};
}

Result<void> PartFile::write(std::string_view bytes) { return output_->write(bytes); }

Result<std::string> PartFile::finish(const CancelToken& cancel) {
  if (!output_) TRY_VOID(go_on());
  TRY_VOID(output_->sync());
  output_.reset();
  return sha256_of_file(disk_, path_, cancel);
}

Result<void> PartFile::install() {
  TRY_VOID(disk_.rename(path_, target_));
  return disk_.remove(etag_path_);
}

Result<void> PartFile::discard() {
  output_.reset();
  TRY_VOID(disk_.remove(path_));
  return disk_.remove(etag_path_);
}

}  // namespace timbre::net::detail
