#include "words/word_errors.h"

#include <algorithm>

namespace timbre::words {
namespace {

bool is_word_character(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80; }

/// distance[i][j]: errors between the first i said and the first j heard.
using Table = std::vector<std::vector<std::size_t>>;

Table distances(const std::vector<std::string>& said, const std::vector<std::string>& heard) {
  Table table(said.size() + 1, std::vector<std::size_t>(heard.size() + 1));
  for (std::size_t i = 0; i <= said.size(); ++i) table[i][0] = i;
  for (std::size_t j = 0; j <= heard.size(); ++j) table[0][j] = j;
  for (std::size_t i = 1; i <= said.size(); ++i) {
    for (std::size_t j = 1; j <= heard.size(); ++j) {
      const std::size_t same = table[i - 1][j - 1] + (said[i - 1] == heard[j - 1] ? 0 : 1);
      table[i][j] = std::min({same, table[i - 1][j] + 1, table[i][j - 1] + 1});
    }
  }
  return table;
}

}  // namespace

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    const bool inside = !words.back().empty() && i + 1 < text.size() && text[i + 1] > ' ';
    if (is_word_character(static_cast<unsigned char>(c)) || (c == '\'' && inside)) {
      words.back() += c;
    } else if ((c <= ' ' || c == '-') && !words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

WordErrors count_word_errors(const std::vector<std::string>& said, const std::vector<std::string>& heard) {
  const Table table = distances(said, heard);
  WordErrors errors;
  errors.said = said.size();
  errors.heard_right.assign(heard.size(), false);
  for (std::size_t i = said.size(), j = heard.size(); i > 0 || j > 0;) {
    const bool is_same = i > 0 && j > 0 && said[i - 1] == heard[j - 1];
    if (i > 0 && j > 0 && table[i][j] == table[i - 1][j - 1] + (is_same ? 0 : 1)) {
      errors.heard_right[--j] = is_same;
      errors.substituted += is_same ? 0 : 1;
      --i;
    } else if (i > 0 && table[i][j] == table[i - 1][j] + 1) {
      ++errors.deleted;
      --i;
    } else {
      ++errors.inserted;
      --j;
    }
  }
  return errors;
}

}  // namespace timbre::words
