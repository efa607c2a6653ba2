#include "nn/model_import.h"

#include <vector>

#include "base/file_sum.h"
#include "base/sha256.h"

namespace timbre::nn {
namespace {

/// whisper.cpp's files begin with 0x67676d6c, least significant byte first.
constexpr std::string_view kGgmlMagic = "lmgg";

Result<bool> is_ggml(FileSystem& disk, const std::filesystem::path& file) {
  TRY(const auto input, disk.open_for_reading(file));
  char head[4] = {};
  TRY(const std::size_t count, input->read(head));
  return std::string_view(head, count) == kGgmlMagic;
}

Error unknown_sum(const std::filesystem::path& file, const std::string& sum) {
  return {ErrorKind::NotFound, "'" + file.string() + "' is no model of the catalog (its SHA-256 is " + sum +
                                   "); a whisper.cpp model of your own is installed with --name " +
                                   std::string(kCustomModel)};
}

Result<const ModelEntry*> recognise(const ModelFolder& folder, const std::filesystem::path& file,
                                    const std::string& sum, const std::string& name, FileSystem& disk) {
  const ModelEntry* by_sum = find_by_sha256(folder.catalog(), sum);
  if (name.empty()) {
    if (by_sum == nullptr) return unknown_sum(file, sum);
    return by_sum;
  }
  TRY(const ModelEntry* entry, find_model(folder.catalog(), name));
  if (entry == by_sum) return entry;
  if (!entry->sha256.empty()) {
    return Error{ErrorKind::Corrupt, "'" + file.string() + "' is not " + entry->name + ": its SHA-256 is " + sum +
                                         ", and it must be " + entry->sha256 +
                                         (by_sum != nullptr ? "; it is " + by_sum->name : std::string())};
  }
  TRY(const bool is_whisper, is_ggml(disk, file));
  if (!is_whisper) {
    return Error{ErrorKind::InvalidInput, "'" + file.string() + "' is no whisper.cpp model: it does not begin with '" +
                                              std::string(kGgmlMagic) + "'"};
  }
  return entry;
}

/// Returns the sum of what was copied.
Result<std::string> copy_with_sum(FileSystem& disk, const std::filesystem::path& from, const std::filesystem::path& to,
                                  const CancelToken& cancel, const std::function<void(std::uint64_t)>& on_bytes) {
  TRY(const auto input, disk.open_for_reading(from));
  TRY(const auto output, disk.open_for_writing(to, WriteMode::Truncate));
  Sha256 sum;
  std::vector<char> block(std::size_t{1} << 18);
  std::uint64_t done = 0;
  for (;;) {
    if (cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped; nothing was installed"};
    TRY(const std::size_t count, input->read(block));
    if (count == 0) break;
    sum.push({block.data(), count});
    TRY_VOID(output->write({block.data(), count}));
    done += count;
    on_bytes(done);
  }
  TRY_VOID(output->sync());
  return sum.finish_hex();
}

Result<void> install(FileSystem& disk, const std::filesystem::path& from, const std::filesystem::path& to,
                     const std::string& sum, const ImportOptions& options, std::uint64_t size) {
  TRY_VOID(disk.create_folders(to.parent_path()));
  TRY(const auto lock, disk.lock(to.string() + ".lock"));
  const std::filesystem::path temporary = to.string() + ".import";
  const auto on_bytes = [&](std::uint64_t done) {
    if (options.progress) options.progress(size + done, 2 * size);
  };
  const auto copied = copy_with_sum(disk, from, temporary, options.cancel, on_bytes);
  Result<void> installed;
  if (!copied.ok()) installed = copied.error();
  if (copied.ok() && *copied != sum) {
    installed = Error{ErrorKind::Corrupt, "'" + from.string() + "' changed while it was copied; try again"};
  }
  if (installed.ok()) installed = disk.rename(temporary, to);
  if (!installed.ok()) {
    const auto ignored = disk.remove(temporary);
    static_cast<void>(ignored.ok());
    return installed;
  }
  TRY_VOID(disk.remove(part_path(to)));  // a stopped download has nothing left to do
  return disk.remove(part_path(to).string() + ".etag");
}

}  // namespace

Result<ImportedModel> import_model(const ModelFolder& folder, const std::filesystem::path& file, FileSystem& disk,
                                   const ImportOptions& options) {
  TRY(const FileStatus source, disk.status(file));
  if (source.kind != FileKind::Regular) {
    const bool is_missing = source.kind == FileKind::Missing;
    return Error{is_missing ? ErrorKind::NotFound : ErrorKind::InvalidInput,
                 "'" + file.string() + (is_missing ? "' is not there" : "' is not a file")};
  }
  const std::uint64_t size = source.size_bytes;
  const auto on_bytes = [&](std::uint64_t done) {
    if (options.progress) options.progress(done, 2 * size);
  };
  TRY(const std::string sum, sha256_of_file(disk, file, options.cancel, on_bytes));
  TRY(const ModelEntry* entry, recognise(folder, file, sum, options.name, disk));
  ImportedModel imported{entry, folder.path_of(*entry), !entry->sha256.empty(), false};
  TRY(const FileStatus there, disk.status(imported.path));
  if (there.kind == FileKind::Regular && there.size_bytes == size) {
    TRY(const std::string old_sum, sha256_of_file(disk, imported.path, options.cancel));
    imported.was_there_before = old_sum == sum;
  }
  if (!imported.was_there_before) TRY_VOID(install(disk, file, imported.path, sum, options, size));
  return imported;
}

}  // namespace timbre::nn
