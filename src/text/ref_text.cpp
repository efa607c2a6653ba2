#include "text/ref_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "text/code_points.h"
#include "text/spoken_form.h"
#include "text/words.h"

namespace timbre::text {
namespace {

bool is_english(std::string_view language) {
  return language.empty() || language == "en" || language.starts_with("en-");
}

bool is_filler(std::string_view normal) {
  constexpr std::array<std::string_view, 8> kFillers = {"uh", "um", "er", "erm", "ah", "hm", "hmm", "mm"};
  return std::find(kFillers.begin(), kFillers.end(), normal) != kFillers.end();
}

/// Typographic marks as their ASCII counterparts; an em dash, which models read as anything, becomes a comma.
std::string plain_marks(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kPlain = {{{"“", "\""},
                                                                                     {"”", "\""},
                                                                                     {"„", "\""},
                                                                                     {"«", "\""},
                                                                                     {"»", "\""},
                                                                                     {"‘", "'"},
                                                                                     {"’", "'"},
                                                                                     {"‚", "'"},
                                                                                     {" — ", ", "},
                                                                                     {"—", ", "},
                                                                                     {" – ", ", "},
                                                                                     {"–", "-"},
                                                                                     {"…", "..."},
                                                                                     {"\u00a0", " "},
                                                                                     {"\u202f", " "},
                                                                                     {"\u2011", "-"}}};
  std::string plain(text);
  for (const auto& [mark, instead] : kPlain) {
    for (auto at = plain.find(mark); at != std::string::npos; at = plain.find(mark, at + instead.size()))
      plain.replace(at, mark.size(), instead);
  }
  return plain;
}

bool ends_in(std::string_view text, std::string_view marks) {
  return !text.empty() && marks.find(text.back()) != std::string_view::npos;
}

/// A mark of a sentence's end, with the quotes and brackets that may close after it.
bool ends_sentence(std::string_view text) {
  while (ends_in(text, "\"')]")) text.remove_suffix(1);
  return ends_in(text, ".?!") || text.ends_with("…") || text.ends_with("。") || text.ends_with("？") ||
         text.ends_with("！");
}

bool has_punctuation(const Transcript& transcript) {
  return std::any_of(transcript.words.begin(), transcript.words.end(),
                     [](const TimedWord& word) { return ends_in(word.text, ".,?!;:") || ends_sentence(word.text); });
}

/// The words in a row, with marks from the pauses where the engine gave none, and without doubled fillers.
std::string joined(const Transcript& transcript) {
  const bool wants_marks = !has_punctuation(transcript);
  std::string text;
  std::string last;
  double last_end_s = 0.0;
  for (const TimedWord& word : transcript.words) {
    std::string normal = normal_form(word.text);
    if (normal.empty()) continue;
    const double pause_s = word.range.start_s - std::exchange(last_end_s, word.range.end_s);
    if (normal == last && is_filler(normal)) continue;
    if (wants_marks && !text.empty() && pause_s >= kCommaPauseS) text += pause_s >= kSentencePauseS ? "." : ",";
    text.append(text.empty() ? "" : " ").append(word.text);
    last = std::move(normal);
  }
  return text;
}

std::string single_spaced(std::string_view text) {
  std::string tidy;
  bool is_gap = false;
  for (const char32_t c : code_points(text)) {
    const bool closes = c == U',' || c == U'.' || c == U'?' || c == U'!' || c == U';' || c == U':';
    if (is_space(c)) {
      is_gap = true;
      continue;
    }
    if (is_gap && !tidy.empty() && !closes) tidy.push_back(' ');
    is_gap = false;
    append_utf8(c, tidy);
  }
  return tidy;
}

/// Capitals where a sentence begins and, in English, for "I" alone and before an apostrophe.
std::string with_capitals(std::string_view text, bool english) {
  const std::u32string points = code_points(text);
  std::string capital;
  bool is_start = true;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const char32_t c = points[i];
    const bool starts_word = i == 0 || (!is_word_character(points[i - 1]) && !is_apostrophe(points[i - 1]));
    const bool ends_word = i + 1 == points.size() || !is_word_character(points[i + 1]);
    const bool is_initial = i + 2 < points.size() && points[i + 1] == U'.' && is_word_character(points[i + 2]);  // i.e.
    const bool is_i = english && c == U'i' && starts_word && ends_word && !is_initial;
    append_utf8((is_start && starts_word) || is_i ? upper_case(c) : c, capital);
    if (is_word_character(c)) is_start = false;
    const bool is_mark = c == U'.' || c == U'?' || c == U'!';
    const bool is_before_gap = i + 1 == points.size() || !is_word_character(points[i + 1]);
    const bool is_ellipsis = c == U'.' && i > 0 && points[i - 1] == U'.';
    if (is_mark && is_before_gap && !is_ellipsis) is_start = i + 1 >= points.size() || points[i + 1] != U'.';
    if (is_ellipsis) is_start = false;  // a trailing-off goes on
  }
  return capital;
}

/// Exactly one mark at the end: "?", "!" or ".".
std::string with_one_end(std::string text) {
  char mark = '.';
  std::string closing;
  while (ends_in(text, ".,;:?!-\"' )]")) {
    const char last = text.back();
    if (last == '?' || (last == '!' && mark != '?')) mark = last;
    if (last == '"' || last == ')' || last == ']') closing.insert(0, 1, last);
    text.pop_back();
  }
  if (text.empty()) return {};
  return text + mark + closing;
}

}  // namespace

std::string machine_ref_text(const Transcript& transcript) {
  const std::string plain = single_spaced(plain_marks(joined(transcript)));
  const std::string spoken = spoken_form(plain, transcript.language.empty() ? "en" : transcript.language);
  return with_capitals(with_one_end(spoken), is_english(transcript.language));
}

std::string edited_ref_text(std::string_view text) {
  std::string valid = valid_utf8(text);
  const auto is_gap = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  valid.erase(valid.begin(), std::find_if_not(valid.begin(), valid.end(), is_gap));
  valid.erase(std::find_if_not(valid.rbegin(), valid.rend(), is_gap).base(), valid.end());
  const std::string plain = plain_marks(valid);
  if (!valid.empty() && !ends_sentence(plain)) valid.push_back('.');
  return valid;
}

const std::string& RefText::used() const { return is_edited() ? *edited : machine; }

std::optional<std::string> RefText::warning() const {
  if (is_edited()) return std::nullopt;
  if (machine.empty()) return "There is no reference text; write what was said.";
  return "A machine wrote this text and nobody has checked it; listen, and correct it before cloning.";
}

}  // namespace timbre::text
