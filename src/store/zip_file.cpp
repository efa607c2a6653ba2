#include "store/zip_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <clocale>
#include <locale.h>
#include <memory>

namespace timbre::store {
namespace {

/// libarchive asks the thread's locale what a name's bytes mean; elsewhere Timbre has none.
class Utf8Locale {
 public:
  Utf8Locale() : utf8_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", static_cast<locale_t>(nullptr))) {
    if (utf8_ != nullptr) before_ = ::uselocale(utf8_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;
  ~Utf8Locale() {
    if (utf8_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(utf8_);
  }

 private:
  locale_t utf8_;
  locale_t before_ = nullptr;
};

class ZipWriter {
 public:
  ZipWriter(std::unique_ptr<OutputFile> file, std::int64_t modified_ms)
      : file_(std::move(file)), modified_ms_(modified_ms) {}

  Result<void> open() {
    archive_write_set_format_zip(raw_.get());
    archive_write_set_options(raw_.get(), "zip:compression-level=1,zip:hdrcharset=UTF-8");
    archive_write_set_bytes_in_last_block(raw_.get(), 1);
    return checked(archive_write_open(raw_.get(), this, nullptr, write_block, nullptr));
  }

  Result<void> add(FileSystem& disk, const ZipEntry& entry, const CancelToken& cancel) {
    TRY(const FileStatus status, disk.status(entry.path));
    TRY(const auto input, disk.open_for_reading(entry.path));
    TRY_VOID(begin(entry.name, status.size_bytes));
    std::array<char, 1 << 16> block{};
    for (;;) {
      if (cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
      TRY(const std::size_t count, input->read(block));
      if (count == 0) return {};
      if (archive_write_data(raw_.get(), block.data(), count) != static_cast<la_ssize_t>(count)) return error();
    }
  }

  Result<void> close() {
    TRY_VOID(checked(archive_write_close(raw_.get())));
    return file_->sync();
  }

 private:
  static la_ssize_t write_block(archive* raw, void* self, const void* bytes, std::size_t count) {
    auto* writer = static_cast<ZipWriter*>(self);
    const auto written = writer->file_->write({static_cast<const char*>(bytes), count});
    if (written.ok()) return static_cast<la_ssize_t>(count);
    writer->failure_ = written.error();
    archive_set_error(raw, EIO, "%s", "the disk refused");
    return -1;
  }

  Result<void> begin(const std::string& name, std::uint64_t size_bytes) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size_bytes));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), modified_ms_ / 1000, 0);
    return checked(archive_write_header(raw_.get(), entry.get()));
  }

  Result<void> checked(int code) const {
    if (code == ARCHIVE_OK) return {};
    return error();
  }
  [[nodiscard]] Error error() const {
    if (failure_) return *failure_;
    const char* why = archive_error_string(raw_.get());
    return {ErrorKind::Unavailable, std::string("cannot write the zip: ") + (why != nullptr ? why : "unknown")};
  }

  std::unique_ptr<OutputFile> file_;  // written to until raw_ is gone
  std::int64_t modified_ms_;
  std::optional<Error> failure_;
  std::unique_ptr<archive, decltype(&archive_write_free)> raw_{archive_write_new(), archive_write_free};
};

}  // namespace

Result<void> write_zip(FileSystem& disk, const std::filesystem::path& target, const std::vector<ZipEntry>& entries,
                       std::int64_t modified_ms, const CancelToken& cancel) {
  const Utf8Locale utf8;
  TRY(auto file, disk.open_for_writing(target, WriteMode::CreateNew));
  ZipWriter writer(std::move(file), modified_ms);
  TRY_VOID(writer.open());
  for (const ZipEntry& entry : entries) TRY_VOID(writer.add(disk, entry, cancel));
  return writer.close();
}

}  // namespace timbre::store
