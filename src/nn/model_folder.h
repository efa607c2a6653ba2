#pragma once
/// The folder with the models' files: which are there, and whether they are what the catalog says.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/file_system.h"
#include "base/result.h"
#include "nn/model_catalog.h"

namespace timbre::nn {

enum class ModelState {
  Missing,
  Partial,    ///< a download that was stopped and can go on
  WrongSize,  ///< a file of that name that cannot be the model
  Installed   ///< of the right size; its checksum is checked when it is installed, and by verify
};

/// A stable lower-case word, for JSON.
[[nodiscard]] std::string_view to_string(ModelState state);

struct ModelStatus {
  const ModelEntry* entry = nullptr;  ///< in the folder's catalog
  ModelState state = ModelState::Missing;
  std::uint64_t size_bytes = 0;  ///< of what is there; of the part where it is partial
  std::filesystem::path path;
};

enum class SumState { Missing, Verified, WrongSum, NoSumKnown };

/// A stable lower-case word, for JSON.
[[nodiscard]] std::string_view to_string(SumState state);

struct ModelVerification {
  SumState state = SumState::Missing;
  std::string sha256;  ///< of what is there; empty when it is missing
};

/// What a stopped download is called until it is whole.
[[nodiscard]] std::filesystem::path part_path(const std::filesystem::path& path);

/// Cheap: a folder's name and a catalog. Nothing is cached, so two of them never disagree.
class ModelFolder {
 public:
  ModelFolder(FileSystem& disk, ModelCatalog catalog, std::filesystem::path folder);

  /// With model_catalog() and base's models_folder(); their errors.
  [[nodiscard]] static Result<ModelFolder> open(FileSystem& disk);

  [[nodiscard]] const ModelCatalog& catalog() const { return catalog_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::filesystem::path path_of(const ModelEntry& entry) const { return folder_ / entry.file; }

  /// Looks at sizes only. Denied where the operating system refuses to look.
  [[nodiscard]] Result<ModelStatus> status(const ModelEntry& entry) const;
  /// All entries, in the catalog's order. A folder that does not exist is an empty one.
  [[nodiscard]] Result<std::vector<ModelStatus>> list() const;
  /// The file of an installed model. NotFound for an unknown name; Unavailable, naming the command that gets it, when
  /// it is not installed.
  [[nodiscard]] Result<std::filesystem::path> installed_path(std::string_view name) const;
  /// Reads the whole file. Cancelled, or errors of reading.
  [[nodiscard]] Result<ModelVerification> verify(const ModelEntry& entry, const CancelToken& cancel = {},
                                                 const std::function<void(std::uint64_t)>& on_bytes = {}) const;
  /// The file and what a stopped download left. False when nothing was there. Unavailable while it is being downloaded.
  [[nodiscard]] Result<bool> remove(const ModelEntry& entry) const;

 private:
  FileSystem* disk_;
  ModelCatalog catalog_;
  std::filesystem::path folder_;
};

}  // namespace timbre::nn
