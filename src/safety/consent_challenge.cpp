#include "safety/consent_challenge.h"

#include <algorithm>

#include "words_en.embed.h"

namespace timbre::safety {
namespace {

constexpr std::uint64_t kLowestNumber = 100;
constexpr std::uint64_t kNumberCount = 900;

/// Without bias: the last, incomplete stretch of 64 bits is thrown away.
std::uint64_t uniform_below(std::uint64_t limit, Random& random) {
  const std::uint64_t end = UINT64_MAX - UINT64_MAX % limit;
  for (;;) {
    const std::uint64_t bits = random.next();
    if (bits < end) return bits % limit;
  }
}

std::string random_word(std::string_view language, Random& random) {
  if (language == "en") return challenge_words()[uniform_below(challenge_words().size(), random)];
  return std::to_string(kLowestNumber + uniform_below(kNumberCount, random));
}

}  // namespace

const std::vector<std::string>& challenge_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> list;
    std::string_view rest = words_en;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      if (!line.empty() && line.front() != '#') list.emplace_back(line);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return list;
  }();
  return words;
}

std::vector<std::string> make_challenge(std::string_view language, Random& random) {
  std::vector<std::string> challenge;
  const std::size_t count = language == "en" ? kChallengeWords : kChallengeNumbers;
  while (challenge.size() < count) {
    std::string word = random_word(language, random);
    if (std::find(challenge.begin(), challenge.end(), word) == challenge.end()) challenge.push_back(std::move(word));
  }
  return challenge;
}

std::string challenge_text(const std::vector<std::string>& challenge) {
  std::string text;
  for (const std::string& word : challenge) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace timbre::safety
