#pragma once
/// The use case behind `timbre models pull`: from a model's name to its verified file.

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/file_system.h"
#include "base/result.h"
#include "net/download.h"
#include "net/http_client.h"
#include "nn/model_folder.h"

namespace timbre::studio {

struct PulledModel {
  const nn::ModelEntry* entry = nullptr;  ///< in the folder's catalog
  std::filesystem::path path;
  bool was_there_before = false;      ///< verified on the disk; nothing was fetched
  std::uint64_t resumed_at_byte = 0;  ///< what an earlier run had fetched
};

/// Fetches the model into the folder; one that is there and verifies is left alone, one that does not is replaced.
/// Unavailable for a model whose checksum or address is not known. Otherwise the errors of find_model and of
/// net::download; where the network is at fault the message names the way without one.
[[nodiscard]] Result<PulledModel> pull_model(const nn::ModelFolder& folder, std::string_view name, FileSystem& disk,
                                             net::HttpClient& client, const net::DownloadOptions& options = {});

}  // namespace timbre::studio
