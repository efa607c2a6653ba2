#include "text/phonemes.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/utf8.h"
#include "text/espeak.h"

namespace timbre::text {
namespace {

constexpr std::size_t kLongestWordBytes = 60;     // espeak-ng's own buffers are of fixed size
constexpr std::size_t kLongestPhraseBytes = 300;  // it looks no further than a clause anyway

bool is_punctuation(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; });
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Cuts at most `limit` bytes, never within a code point.
std::string_view shortened(std::string_view word, std::size_t limit) {
  if (word.size() <= limit) return word;
  while (limit > 0 && is_continuation(word[limit])) --limit;
  return word.substr(0, limit);
}

/// The text in pieces that are safe for espeak-ng: well-formed, no control characters, words and pieces bounded.
std::vector<std::string> safe_phrases(std::string_view words) {
  const std::string text = valid_utf8(words.substr(0, words.find('\0')));
  const auto is_space = [](char byte) { return static_cast<unsigned char>(byte) <= ' ' || byte == 0x7F; };
  std::vector<std::string> phrases;
  for (auto at = text.begin(); at != text.end();) {
    at = std::find_if_not(at, text.end(), is_space);
    const auto end = std::find_if(at, text.end(), is_space);
    const std::string_view word = shortened(std::string_view(at, end), kLongestWordBytes);
    at = end;
    if (is_punctuation(word)) continue;  // it would be spelt out
    if (phrases.empty() || phrases.back().size() + word.size() >= kLongestPhraseBytes) phrases.emplace_back();
    phrases.back().append(phrases.back().empty() ? "" : " ").append(word);
  }
  return phrases;
}

/// Drops stress, length, ties and espeak-ng's own marks from one phoneme.
std::string bare(std::string phoneme) {
  constexpr std::array<std::string_view, 9> kMarks = {"ˈ", "ˌ", "ː", "ˑ", "͡", "‿", "-", "?", "\u200d"};
  for (const auto mark : kMarks) {
    for (auto at = phoneme.find(mark); at != std::string::npos; at = phoneme.find(mark)) phoneme.erase(at, mark.size());
  }
  return phoneme;
}

}  // namespace

Result<std::vector<std::string>> ipa_phonemes(std::string_view words, const std::string& language) {
  TRY(const std::string all, espeak_ipa(safe_phrases(words), language));
  std::vector<std::string> phonemes;
  std::string phoneme;
  bool is_switch = false;  // "(fr)": the rest is pronounced in another language
  for (const char byte : all) {
    is_switch = is_switch || byte == '(';
    if (!is_switch && byte != kEspeakSeparator && byte != ' ' && byte != '\n') {
      phoneme.push_back(byte);
      continue;
    }
    if (byte == ')') is_switch = false;
    phoneme = bare(std::move(phoneme));
    if (!phoneme.empty()) phonemes.push_back(std::move(phoneme));
    phoneme.clear();
  }
  return phonemes;
}

}  // namespace timbre::text
