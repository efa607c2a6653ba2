#pragma once
/// Timbre's own voice as an engine: on this machine, without a download, in draft quality (docs/voice-model.md).

#include <filesystem>
#include <memory>

#include "base/file_system.h"
#include "clone/engine.h"

namespace timbre::clone {

inline constexpr const char* kBuiltInEngine = "built-in";

/// `models_folder` holds the acoustic model, the vocoder and the speaker encoder (speaker::shipped_models_folder());
/// they are opened when they are first needed. What is missing is what state() says. `disk` outlives the engine.
[[nodiscard]] std::unique_ptr<Engine> make_built_in_engine(std::filesystem::path models_folder, FileSystem& disk);

}  // namespace timbre::clone
