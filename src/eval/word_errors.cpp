#include "eval/word_errors.h"

#include <algorithm>
#include <string>
#include <vector>

namespace timbre::eval {
namespace {

using Tokens = std::vector<std::string_view>;

constexpr std::string_view kSpaces = " \t\r\n";

Tokens words_of(std::string_view text) {
  Tokens words;
  for (std::size_t at = text.find_first_not_of(kSpaces); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpaces, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(kSpaces, end);
  }
  return words;
}

/// UTF-8 characters; a byte that begins none stands alone.
Tokens characters_of(std::string_view text) {
  Tokens characters;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    characters.push_back(text.substr(at, end - at));
    at = end;
  }
  return characters;
}

std::size_t errors_of(const WordErrors& e) { return e.substitutions + e.deletions + e.insertions; }

bool is_better(const WordErrors& a, const WordErrors& b) {
  return errors_of(a) != errors_of(b) ? errors_of(a) < errors_of(b) : a.hits > b.hits;
}

/// Row by row over the words said; each cell keeps the best counts that lead to it.
WordErrors align(const Tokens& said, const Tokens& heard) {
  std::vector<WordErrors> row(heard.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j].insertions = j;
  for (std::size_t i = 1; i <= said.size(); ++i) {
    WordErrors diagonal = row[0];
    ++row[0].deletions;
    for (std::size_t j = 1; j < row.size(); ++j) {
      WordErrors best = diagonal;
      ++(said[i - 1] == heard[j - 1] ? best.hits : best.substitutions);
      WordErrors deleted = row[j];
      ++deleted.deletions;
      WordErrors inserted = row[j - 1];
      ++inserted.insertions;
      if (is_better(deleted, best)) best = deleted;
      if (is_better(inserted, best)) best = inserted;
      diagonal = row[j];
      row[j] = best;
    }
  }
  return row.back();
}

Result<WordErrors> compare(const Tokens& said, const Tokens& heard) {
  if (said.empty()) return Error{ErrorKind::InvalidInput, "an error rate needs a text that was said; it is empty"};
  return align(said, heard);
}

}  // namespace

double WordErrors::error_rate() const {
  return static_cast<double>(errors_of(*this)) / static_cast<double>(hits + substitutions + deletions);
}

double WordErrors::match_error_rate() const {
  return static_cast<double>(errors_of(*this)) / static_cast<double>(hits + errors_of(*this));
}

double WordErrors::information_lost() const {
  const auto said = static_cast<double>(hits + substitutions + deletions);
  const auto heard = static_cast<double>(hits + substitutions + insertions);
  return heard == 0.0 ? 1.0 : 1.0 - static_cast<double>(hits) / said * (static_cast<double>(hits) / heard);
}

Result<WordErrors> word_errors(std::string_view said, std::string_view heard) {
  return compare(words_of(said), words_of(heard));
}

Result<WordErrors> character_errors(std::string_view said, std::string_view heard) {
  return compare(characters_of(said), characters_of(heard));
}

}  // namespace timbre::eval
