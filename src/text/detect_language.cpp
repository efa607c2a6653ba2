#include "text/detect_language.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/code_points.h"
#include "text/function_words.h"

namespace timbre::text {
namespace {

// A language is named when its short words are worth so many points, so many more than the next one's, and so large a
// share of all words. A word that k languages share is worth 1/k of a point in each.
constexpr double kLeastPoints = 1.5;
constexpr double kLeastLead = 1.5;
constexpr double kLeastShare = 0.15;
constexpr std::size_t kLeastLetters = 2;  // of a script that one language has for itself
// Words looked at: a long text says no more than its first pages.
constexpr std::size_t kMostWords = 2000;

constexpr std::u32string_view kChinese = U"这這们們你您吗嗎呢吧没沒很个她他是";

struct Script {
  std::size_t latin = 0, cyrillic = 0, greek = 0, kana = 0, han = 0, hangul = 0, other = 0;
  std::size_t chinese = 0;  // characters that Chinese is full of and kanji alone hardly have
  std::size_t russian = 0, ukrainian = 0, other_cyrillic = 0;  // letters that only one of them has
  [[nodiscard]] std::size_t all() const { return latin + cyrillic + greek + kana + han + hangul + other; }
};

bool is_in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

void count_cyrillic(char32_t c, Script& script) {
  const char32_t lower = lower_case(c);
  ++script.cyrillic;
  if (lower == U'ы' || lower == U'э' || lower == U'ё') ++script.russian;
  if (lower == U'і' || lower == U'ї' || lower == U'є' || lower == U'ґ') ++script.ukrainian;
  if (lower == U'ў' || lower == U'ј' || lower == U'љ' || lower == U'њ' || lower == U'ћ' || lower == U'ђ' ||
      lower == U'џ' || lower == U'ѓ' || lower == U'ќ' || lower > U'ґ') {
    ++script.other_cyrillic;
  }
}

Script count_scripts(const std::u32string& points) {
  Script script;
  for (const char32_t c : points) {
    if (!is_word_character(c) || is_digit(c)) continue;
    if (c < 0x250 || is_in(c, 0x1E00, 0x1EFF))
      ++script.latin;
    else if (is_in(c, 0x370, 0x3FF) || is_in(c, 0x1F00, 0x1FFF))
      ++script.greek;
    else if (is_in(c, 0x400, 0x52F))
      count_cyrillic(c, script);
    else if (is_in(c, 0x3040, 0x30FF) || is_in(c, 0xFF66, 0xFF9F))
      ++script.kana;
    else if (is_in(c, 0x3400, 0x9FFF) || is_in(c, 0xF900, 0xFAFF) || is_in(c, 0x20000, 0x3FFFF)) {
      ++script.han;
      if (kChinese.find(c) != std::u32string_view::npos) ++script.chinese;
    } else if (is_in(c, 0xAC00, 0xD7AF) || is_in(c, 0x1100, 0x11FF))
      ++script.hangul;
    else if (!is_in(c, 0x300, 0x36F))
      ++script.other;
  }
  return script;
}

/// Lower case, with their apostrophes straight: "C’est" is "c'est".
std::vector<std::string> words_of(const std::u32string& points) {
  std::vector<std::string> words;
  bool is_inside = false;
  for (const char32_t c : points) {
    const bool belongs = is_word_character(c) || (is_inside && is_apostrophe(c));
    if (belongs && !is_inside) {
      if (words.size() == kMostWords) break;
      words.emplace_back();
    }
    if (belongs) append_utf8(is_apostrophe(c) ? U'\'' : lower_case(c), words.back());
    is_inside = belongs;
  }
  return words;
}

std::vector<std::pair<std::string, double>> points_of(const std::vector<std::string>& words,
                                                      const std::u32string& text) {
  std::vector<std::pair<std::string, double>> points;
  for (const FunctionWords& list : all_function_words()) {
    const std::u32string own = code_points(list.letters);
    const auto seen = std::count_if(text.begin(), text.end(),
                                    [&](char32_t c) { return own.find(lower_case(c)) != std::u32string::npos; });
    points.emplace_back(list.language, 0.5 * static_cast<double>(seen));
  }
  for (const std::string& word : words) {
    std::vector<std::size_t> owners;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (is_function_word(word, points[i].first)) owners.push_back(i);
    }
    for (const std::size_t i : owners) points[i].second += 1.0 / static_cast<double>(owners.size());
  }
  std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return points;
}

std::string latin_language(const std::u32string& text) {
  const auto words = words_of(text);
  const auto points = points_of(words, text);
  const double best = points[0].second;
  const bool is_plain = best >= kLeastPoints && best >= kLeastLead * points[1].second &&
                        best >= kLeastShare * static_cast<double>(words.size());
  return is_plain ? points[0].first : "";
}

std::string cyrillic_language(const Script& script) {
  if (script.other_cyrillic > 0) return "";
  if (script.russian > 0 && script.ukrainian == 0) return "ru";
  if (script.ukrainian > 0 && script.russian == 0) return "uk";
  return "";
}

}  // namespace

std::string detect_language(std::string_view text) {
  const std::u32string points = code_points(text);
  const Script script = count_scripts(points);
  const auto is_most = [&](std::size_t count) { return count >= kLeastLetters && 2 * count > script.all(); };
  if (script.kana >= kLeastLetters && is_most(script.kana + script.han)) return "ja";
  if (is_most(script.hangul)) return "ko";
  if (is_most(script.han) && script.kana == 0) return script.chinese > 0 ? "zh" : "";
  if (is_most(script.greek)) return "el";
  if (is_most(script.cyrillic)) return cyrillic_language(script);
  return is_most(script.latin) ? latin_language(points) : "";
}

std::vector<std::pair<std::string, double>> language_points(std::string_view text) {
  const std::u32string points = code_points(text);
  return points_of(words_of(points), points);
}

}  // namespace timbre::text
