#pragma once
/// From an entry of pocketsphinx's dictionary to a word as people write it.

#include <optional>
#include <string>
#include <string_view>

namespace timbre::asr::detail {

/// "read(2)" → "read", "i'm" → "I'm", "u." → "U."; nothing for what is not a word: <s> </s> <sil> [NOISE] ++UM++.
[[nodiscard]] std::optional<std::string> word_of_entry(std::string_view entry);

}  // namespace timbre::asr::detail
