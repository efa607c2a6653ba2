#pragma once
/// What is left of a text when everything is taken away that no voice can say.

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace timbre::clone {

/// Code points of one text; about 25 minutes of speech.
inline constexpr std::size_t kMaxTextCharacters = 20'000;

/// Without control characters, invisible marks, emoji and pictographs; tabs, spaces, line ends, quotes and all other
/// punctuation stay. InvalidInput, saying what to change: empty, nothing that can be said, over kMaxTextCharacters, not
/// UTF-8 (with the offset of the first broken byte).
[[nodiscard]] Result<std::string> speakable_text(std::string_view text);

/// Code points: what a person counts, near enough.
[[nodiscard]] std::size_t count_characters(std::string_view text);

}  // namespace timbre::clone
