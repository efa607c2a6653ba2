#pragma once
/// Where Timbre keeps what belongs to one user (XDG Base Directory Specification 0.8).

#include <filesystem>

#include "base/result.h"

namespace timbre {

/// What must survive: $TIMBRE_DATA, else $XDG_DATA_HOME/timbre, else $HOME/.local/share/timbre.
/// Unavailable, naming the variables, when none of them is set. Relative XDG paths are ignored, as the standard says.
[[nodiscard]] Result<std::filesystem::path> data_folder();

/// What can be made again: $XDG_CACHE_HOME/timbre, else $HOME/.cache/timbre; under $TIMBRE_DATA/cache when that is set.
[[nodiscard]] Result<std::filesystem::path> cache_folder();

/// Downloaded models: $TIMBRE_MODELS, else data_folder()/models.
[[nodiscard]] Result<std::filesystem::path> models_folder();

}  // namespace timbre
