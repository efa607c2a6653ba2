#include "nn/model_folder.h"

#include "base/file_sum.h"
#include "base/user_folders.h"

namespace timbre::nn {

std::string_view to_string(ModelState state) {
  switch (state) {
    case ModelState::Missing:
      return "missing";
    case ModelState::Partial:
      return "partial";
    case ModelState::WrongSize:
      return "wrong_size";
    case ModelState::Installed:
      return "installed";
  }
  return "missing";
}

std::string_view to_string(SumState state) {
  switch (state) {
    case SumState::Missing:
      return "missing";
    case SumState::Verified:
      return "verified";
    case SumState::WrongSum:
      return "wrong_sum";
    case SumState::NoSumKnown:
      return "no_sum_known";
  }
  return "missing";
}

std::filesystem::path part_path(const std::filesystem::path& path) { return path.string() + ".part"; }

ModelFolder::ModelFolder(FileSystem& disk, ModelCatalog catalog, std::filesystem::path folder)
    : disk_(&disk), catalog_(std::move(catalog)), folder_(std::move(folder)) {}

Result<ModelFolder> ModelFolder::open(FileSystem& disk) {
  TRY(ModelCatalog catalog, model_catalog(disk));
  TRY(std::filesystem::path folder, models_folder());
  return ModelFolder(disk, std::move(catalog), std::move(folder));
}

Result<ModelStatus> ModelFolder::status(const ModelEntry& entry) const {
  ModelStatus status{&entry, ModelState::Missing, 0, path_of(entry)};
  TRY(const FileStatus file, disk_->status(status.path));
  if (file.kind == FileKind::Missing) {
    TRY(const FileStatus part, disk_->status(part_path(status.path)));
    if (part.kind == FileKind::Regular) status.state = ModelState::Partial;
    status.size_bytes = part.size_bytes;
    return status;
  }
  status.size_bytes = file.size_bytes;
  const bool has_right_size = entry.size_bytes == 0 ? file.size_bytes > 0 : file.size_bytes == entry.size_bytes;
  const bool is_whole = file.kind == FileKind::Regular && has_right_size;
  status.state = is_whole ? ModelState::Installed : ModelState::WrongSize;
  return status;
}

Result<std::vector<ModelStatus>> ModelFolder::list() const {
  std::vector<ModelStatus> all;
  for (const ModelEntry& entry : catalog_) {
    TRY(ModelStatus one, status(entry));
    all.push_back(std::move(one));
  }
  return all;
}

Result<std::filesystem::path> ModelFolder::installed_path(std::string_view name) const {
  TRY(const ModelEntry* entry, find_model(catalog_, name));
  TRY(const ModelStatus found, status(*entry));
  if (found.state == ModelState::Installed) return found.path;
  const std::string next = entry->url.empty() ? "import FILE --name " + entry->name : "pull " + entry->name;
  return Error{ErrorKind::Unavailable, "the model '" + entry->name + "' is not installed; run: timbre models " + next};
}

Result<ModelVerification> ModelFolder::verify(const ModelEntry& entry, const CancelToken& cancel,
                                              const std::function<void(std::uint64_t)>& on_bytes) const {
  TRY(const FileStatus file, disk_->status(path_of(entry)));
  ModelVerification verification;
  if (file.kind == FileKind::Missing) return verification;
  TRY(verification.sha256, sha256_of_file(*disk_, path_of(entry), cancel, on_bytes));
  verification.state = verification.sha256 == entry.sha256 ? SumState::Verified : SumState::WrongSum;
  if (entry.sha256.empty()) verification.state = SumState::NoSumKnown;
  return verification;
}

Result<bool> ModelFolder::remove(const ModelEntry& entry) const {
  const std::filesystem::path path = path_of(entry);
  const std::filesystem::path part = part_path(path);
  TRY(const FileStatus file, disk_->status(path));
  TRY(const FileStatus rest, disk_->status(part));
  if (file.kind == FileKind::Missing && rest.kind == FileKind::Missing) return false;
  TRY(const auto lock, disk_->lock(path.string() + ".lock"));
  TRY_VOID(disk_->remove(path));
  TRY_VOID(disk_->remove(part));
  TRY_VOID(disk_->remove(part.string() + ".etag"));
  return true;
}

}  // namespace timbre::nn
