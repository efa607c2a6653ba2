#include "store/blobs.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <unistd.h>

#include "base/unique_fd.h"

namespace timbre::store {
namespace {

std::filesystem::path place(const std::filesystem::path& root, std::string_view sha256) {
  return root / "blobs" / std::string(sha256.substr(0, 2)) / std::string(sha256);
}

}  // namespace

bool is_blob_name(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

BlobWriter::BlobWriter(FileSystem& disk, std::filesystem::path root, std::filesystem::path part,
                       std::unique_ptr<OutputFile> file)
    : disk_(&disk), root_(std::move(root)), part_(std::move(part)), file_(std::move(file)) {}

BlobWriter::~BlobWriter() {
  if (!file_) return;
  file_.reset();
  // what cannot be removed now is removed at the next start (Blobs::remove_parts)
  [[maybe_unused]] const auto removed = disk_->remove(part_);
}

Result<void> BlobWriter::write(std::string_view bytes) {
  TRY_VOID(file_->write(bytes));
  sum_.push(bytes);
  size_bytes_ += bytes.size();
  return {};
}

Result<BlobId> BlobWriter::finish() {
  TRY_VOID(file_->sync());
  BlobId id{sum_.finish_hex(), size_bytes_};
  const std::filesystem::path target = place(root_, id.sha256);
  TRY_VOID(disk_->create_folders(target.parent_path()));
  TRY_VOID(disk_->rename(part_, target));
  file_.reset();
  return id;
}

Result<BlobWriter> Blobs::begin(const std::string& name) {
  const std::filesystem::path folder = root_ / "tmp";
  TRY_VOID(disk_.create_folders(folder));
  std::filesystem::path part = folder / (name + ".part");
  TRY(auto file, disk_.open_for_writing(part, WriteMode::Truncate));
  return BlobWriter(disk_, root_, std::move(part), std::move(file));
}

Result<std::filesystem::path> Blobs::path_of(std::string_view sha256) const {
  if (!is_blob_name(sha256)) return Error{ErrorKind::NotFound, "there is no audio of that name"};
  return place(root_, sha256);
}

Result<void> Blobs::must_be_there(const BlobId& blob) const {
  TRY(const auto path, path_of(blob.sha256));
  TRY(const FileStatus status, disk_.status(path));
  if (status.kind == FileKind::Regular && status.size_bytes == blob.size_bytes) return {};
  return Error{ErrorKind::Unavailable, "the same sound was just deleted for good with another take; send it again"};
}

Result<void> Blobs::remove(std::string_view sha256) {
  TRY(const auto path, path_of(sha256));
  return disk_.remove(path);
}

Result<std::vector<std::string>> Blobs::list() {
  TRY(const FileStatus status, disk_.status(root_ / "blobs"));
  std::vector<std::string> names;
  if (status.kind != FileKind::Directory) return names;
  TRY(const auto paths, disk_.list_recursively(root_ / "blobs"));
  for (const auto& path : paths) {
    if (is_blob_name(path.filename().string())) names.push_back(path.filename().string());
  }
  return names;
}

Result<std::size_t> Blobs::remove_parts() {
  TRY(const FileStatus status, disk_.status(root_ / "tmp"));
  if (status.kind != FileKind::Directory) return std::size_t{0};
  TRY(const auto paths, disk_.list_recursively(root_ / "tmp"));
  std::size_t removed = 0;
  for (const auto& path : paths) {
    if (path.extension() != ".part") continue;
    TRY_VOID(disk_.remove(path));
    ++removed;
  }
  return removed;
}

Result<void> Blobs::verify(std::string_view sha256) const {
  TRY(const auto path, path_of(sha256));
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!fd) return error_from_errno(errno, "cannot open", path);
  Sha256 sum;
  std::array<char, 1 << 16> block{};
  for (;;) {
    const ssize_t n = ::read(fd.get(), block.data(), block.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return error_from_errno(errno, "cannot read", path);
    if (n == 0) break;
    sum.push({block.data(), static_cast<std::size_t>(n)});
  }
  if (sum.finish_hex() != sha256) {
    return Error{ErrorKind::Corrupt, "'" + path.string() + "' is damaged: its bytes are not those of its name"};
  }
  return {};
}

}  // namespace timbre::store
