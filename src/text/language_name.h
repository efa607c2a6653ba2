#pragma once
/// Names of languages as people and other programs write them.

#include <string>
#include <string_view>

namespace timbre::text {

/// The English name in lower case ("en" → "english"), for the languages Whisper knows; any other code comes back as it
/// is, and an empty one as "unknown".
[[nodiscard]] std::string language_name(std::string_view iso_639_1);

}  // namespace timbre::text
