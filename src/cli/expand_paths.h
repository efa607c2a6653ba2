#pragma once
/// From what the user typed to the files to work on.

#include <filesystem>
#include <string>
#include <vector>

#include "base/file_system.h"

namespace timbre::cli {

/// A file stays as it is, whatever its name; a folder becomes the audio and video files below it (by extension,
/// hidden ones left out), sorted; "-" (standard input) stays and may come once. A missing file stays too: reading it
/// says so. InvalidInput names a folder without any audio file.
[[nodiscard]] Result<std::vector<std::filesystem::path>> expand_paths(const std::vector<std::string>& arguments,
                                                                      FileSystem& disk);

}  // namespace timbre::cli
