#include "asr/detail/whisper_words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.h"

namespace timbre::asr::detail {
namespace {

constexpr double kShortestWordS = 0.01;

/// A word as it grows.
struct Draft {
  std::string text;
  TimeRange range;
  double log_probability = 0.0;
  int tokens = 0;
};

bool is_written_without_spaces(std::string_view language) {
  constexpr std::array<std::string_view, 7> kLanguages = {"zh", "ja", "th", "lo", "my", "km", "yue"};
  return std::find(kLanguages.begin(), kLanguages.end(), language) != kLanguages.end();
}

bool is_letter_or_digit(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Beyond ASCII everything counts as a letter but for these.
constexpr std::array<std::string_view, 20> kMarks = {"–", "—", "…",  "“",  "”",  "„",  "‘",  "’", "«", "»",
                                                     "¿", "¡", "。", "，", "、", "！", "？", "♪", "♫", "♬"};

bool has_letter(std::string_view text) {
  while (!text.empty()) {
    if (is_letter_or_digit(static_cast<unsigned char>(text.front()))) return true;
    const auto* mark =
        std::find_if(kMarks.begin(), kMarks.end(), [&](std::string_view known) { return text.starts_with(known); });
    if (mark == kMarks.end() && static_cast<unsigned char>(text.front()) >= 0x80) return true;
    text.remove_prefix(mark == kMarks.end() ? 1 : mark->size());
  }
  return false;
}

bool ends_inside_a_character(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const auto c = static_cast<unsigned char>(text[text.size() - back]);
    if (c < 0x80) return false;
    if (c >= 0xC0) return back < (c >= 0xF0 ? 4U : c >= 0xE0 ? 3U : 2U);
  }
  return false;
}

void append(Draft& draft, const WhisperToken& token) {
  draft.text += token.text;
  draft.range.start_s = draft.tokens == 0 ? token.start_s : std::min(draft.range.start_s, token.start_s);
  draft.range.end_s = draft.tokens == 0 ? token.end_s : std::max(draft.range.end_s, token.end_s);
  draft.log_probability += std::log(std::clamp(token.probability, 1e-9, 1.0));
  ++draft.tokens;
}

std::vector<Draft> group_tokens(const std::vector<WhisperToken>& tokens, bool has_spaces) {
  std::vector<Draft> drafts;
  for (const WhisperToken& token : tokens) {
    const bool begins = drafts.empty() || token.text.starts_with(' ') ||
                        (!has_spaces && !ends_inside_a_character(drafts.back().text) && has_letter(token.text));
    if (begins) drafts.emplace_back();
    append(drafts.back(), token);
  }
  for (Draft& draft : drafts) {
    draft.text.erase(0, draft.text.find_first_not_of(' '));
    draft.text = valid_utf8(draft.text);
  }
  return drafts;
}

/// What closes the noise that a word opens; empty when it opens none.
std::string_view closing_of(std::string_view word) {
  constexpr std::array<std::array<std::string_view, 2>, 5> kPairs = {
      {{"[", "]"}, {"(", ")"}, {"*", "*"}, {"♪", "♪"}, {"（", "）"}}};
  for (const auto& [open, close] : kPairs) {
    if (word.starts_with(open)) return close;
  }
  return {};
}

bool closes(std::string_view word, std::string_view close, bool is_first) {
  return word.find(close, is_first ? close.size() : 0) != std::string_view::npos;
}

/// One past the last word of the noise that begins at `first`; `first` itself when it is not closed, so not noise.
std::size_t end_of_noise(const std::vector<Draft>& drafts, std::size_t first) {
  const std::string_view close = closing_of(drafts[first].text);
  if (close.empty()) return first;
  for (std::size_t i = first; i < drafts.size(); ++i) {
    if (closes(drafts[i].text, close, i == first)) return i + 1;
  }
  return first;
}

std::vector<Draft> without_noise(std::vector<Draft> drafts) {
  std::vector<Draft> kept;
  for (std::size_t i = 0; i < drafts.size();) {
    if (const std::size_t end = end_of_noise(drafts, i); end > i) {
      i = end;
      continue;
    }
    if (has_letter(drafts[i].text)) kept.push_back(std::move(drafts[i]));
    ++i;
  }
  return kept;
}

/// Forward so that each begins after the one before, then backward so that all end inside; 10 ms each at least, less
/// only where there is no room for that.
void order(std::vector<text::TimedWord>& words, double duration_s) {
  const double shortest_s = std::min(kShortestWordS, duration_s / static_cast<double>(words.size()));
  double before_s = 0.0;
  for (auto& word : words) {
    word.range.start_s = std::max(before_s, word.range.start_s);
    word.range.end_s = std::max(word.range.start_s + shortest_s, word.range.end_s);
    before_s = word.range.end_s;
  }
  double after_s = duration_s;
  for (auto word = words.rbegin(); word != words.rend(); ++word) {
    word->range.end_s = std::min(after_s, word->range.end_s);
    word->range.start_s = std::max(0.0, std::min(word->range.end_s - shortest_s, word->range.start_s));
    after_s = word->range.start_s;
  }
}

}  // namespace

std::vector<text::TimedWord> words_of_tokens(const std::vector<WhisperToken>& tokens, std::string_view language,
                                             double duration_s) {
  std::vector<text::TimedWord> words;
  for (Draft& draft : without_noise(group_tokens(tokens, !is_written_without_spaces(language)))) {
    words.push_back({std::move(draft.text), draft.range, std::exp(draft.log_probability / draft.tokens)});
  }
  if (!words.empty()) order(words, duration_s);
  return words;
}

}  // namespace timbre::asr::detail
