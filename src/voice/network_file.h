#pragma once
/// One network of the built-in voice, as its card describes it.

#include <filesystem>
#include <memory>
#include <string>

#include "base/file_system.h"
#include "base/json.h"
#include "base/result.h"
#include "nn/onnx_session.h"

namespace timbre::voice {

/// A card: a JSON object in a file of at most 1 MiB. NotFound where it is not there, Corrupt where it is no object.
[[nodiscard]] Result<Json> read_card(const std::filesystem::path& path, FileSystem& disk);

/// A text of a card; Corrupt, naming `path` and the field, where it has none.
[[nodiscard]] Result<std::string> card_text(const Json& card, const char* field, const std::filesystem::path& path);

/// The network at `path`, called `name`. NotFound; Corrupt where its sum is not `sha256`; Unavailable without ONNX
/// Runtime.
[[nodiscard]] Result<std::shared_ptr<const nn::OnnxSession>> open_network(const std::filesystem::path& path,
                                                                          const std::string& sha256,
                                                                          const std::string& name, FileSystem& disk);

}  // namespace timbre::voice
