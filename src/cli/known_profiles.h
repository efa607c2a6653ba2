#pragma once
/// The profiles a command can name: the built-in ones and those in the user's own folder.

#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "score/profiles.h"

namespace timbre::cli {

/// Built in, and data_folder()/profiles/*.json. InvalidInput, naming file and field, for one that is wrong.
[[nodiscard]] Result<std::vector<score::Profile>> known_profiles(FileSystem& disk);

}  // namespace timbre::cli
