#include "asr/detail/dictionary_word.h"

namespace timbre::asr::detail {
namespace {

bool is_filler(std::string_view entry) {
  return entry.empty() || entry.front() == '<' || entry.front() == '[' || entry.starts_with("++");
}

bool is_i(std::string_view word) { return word == "i" || word.starts_with("i'"); }

bool is_spelled_letter(std::string_view word) {
  return word.size() >= 2 && word[0] >= 'a' && word[0] <= 'z' && word[1] == '.';
}

}  // namespace

std::optional<std::string> word_of_entry(std::string_view entry) {
  if (is_filler(entry)) return std::nullopt;
  if (entry.back() == ')') {
    if (const std::size_t open = entry.rfind('('); open != std::string_view::npos && open > 0) {
      entry = entry.substr(0, open);
    }
  }
  std::string word(entry);
  if (is_i(word) || is_spelled_letter(word)) word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

}  // namespace timbre::asr::detail
