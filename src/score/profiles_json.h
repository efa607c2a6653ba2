#pragma once
/// Profiles from JSON (docs/formats/profiles.md, profiles.schema.json): the built-in ones and those a user adds.

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "score/profiles.h"

namespace timbre::score {

/// A file of profiles is a few kilobytes; more than this is refused.
inline constexpr std::uintmax_t kMaxProfilesBytes = 1U << 20U;

/// Every profile of a file, checked: types, ranges, the order of the lengths, unknown fields. InvalidInput names
/// `origin`, the profile and the field, the value and what it must be. Any bytes are safe.
[[nodiscard]] Result<std::vector<Profile>> parse_profiles(std::string_view json, std::string_view origin);

/// The built-in profiles, then those of every `*.json` in `folder`, by file name. A folder that is not there adds
/// nothing. InvalidInput, naming the file, for one that does not parse or takes a name that is taken.
[[nodiscard]] Result<std::vector<Profile>> load_profiles(FileSystem& disk, const std::filesystem::path& folder);

}  // namespace timbre::score
