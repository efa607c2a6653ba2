#pragma once
/// Random words that a consent must contain, so that no recording made before can serve.

#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"

namespace timbre::safety {

/// English challenges.
inline constexpr std::size_t kChallengeWords = 8;
/// In other languages the words are numbers from 100 to 999: nine of them have as many bits as eight words.
inline constexpr std::size_t kChallengeNumbers = 9;

/// The public list of English challenge words, data/consent/words_en.txt: 2,048, sorted.
[[nodiscard]] const std::vector<std::string>& challenge_words();

/// Uniformly random, no word twice. `language` ISO 639-1.
[[nodiscard]] std::vector<std::string> make_challenge(std::string_view language, Random& random);

/// As it is shown and read: words parted by commas.
[[nodiscard]] std::string challenge_text(const std::vector<std::string>& challenge);

}  // namespace timbre::safety
