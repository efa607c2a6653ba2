#pragma once
/// Installing a model from a file that is on this machine already.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/file_system.h"
#include "base/result.h"
#include "nn/model_folder.h"

namespace timbre::nn {

struct ImportOptions {
  std::string name;  ///< which model it is; empty: recognised by its checksum
  CancelToken cancel;
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;  ///< bytes read, twice over the file
};

struct ImportedModel {
  const ModelEntry* entry = nullptr;  ///< in the folder's catalog
  std::filesystem::path path;
  bool is_verified = false;       ///< false: no checksum is known for it
  bool was_there_before = false;  ///< nothing was copied
};

/// Copies `file` into the folder under the name its model has there, through a temporary name: the model is there whole
/// or not at all. With a known checksum the copy must have it. Corrupt, naming both sums, when `name` has another one;
/// NotFound when no name is given and the checksum is nobody's; InvalidInput for a model without a known checksum whose
/// file is not a whisper.cpp model; Unavailable on a full disk or while the model is being downloaded; Cancelled.
[[nodiscard]] Result<ImportedModel> import_model(const ModelFolder& folder, const std::filesystem::path& file,
                                                 FileSystem& disk, const ImportOptions& options = {});

}  // namespace timbre::nn
