#include "text/phrases.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace timbre::text {
namespace {

constexpr double kSentenceEndS = 0.5;
constexpr double kCommaS = 0.25;
// A cut at the very edge of a run costs as much as a pause of this length is worth.
constexpr double kOffMiddleS = 0.4;

bool ends_with_any(std::string_view word, std::string_view marks) {
  while (!word.empty() && (word.back() == '"' || word.back() == '\'' || word.back() == ')')) word.remove_suffix(1);
  return !word.empty() && marks.find(word.back()) != std::string_view::npos;
}

void split(const std::vector<TimedWord>& words, WordRun run, double longest_s, std::vector<WordRun>& out) {
  const TimeRange range = range_of(words, run);
  if (run.end - run.first < 2 || range.end_s - range.start_s <= longest_s) {
    out.push_back(run);
    return;
  }
  const std::size_t middle = best_break(words, run);
  split(words, {run.first, middle}, longest_s, out);
  split(words, {middle, run.end}, longest_s, out);
}

}  // namespace

double break_weight(const std::vector<TimedWord>& words, std::size_t index) {
  const double pause_s = std::max(0.0, words[index].range.start_s - words[index - 1].range.end_s);
  const std::string& before = words[index - 1].text;
  if (ends_with_any(before, ".?!")) return pause_s + kSentenceEndS;
  return pause_s + (ends_with_any(before, ",;:") ? kCommaS : 0.0);
}

std::size_t best_break(const std::vector<TimedWord>& words, WordRun run) {
  const TimeRange range = range_of(words, run);
  const double half_s = std::max(1e-9, (range.end_s - range.start_s) / 2.0);
  const double middle_s = range.start_s + half_s;
  std::size_t best = run.first + 1;
  double most = -1e9;
  for (std::size_t i = run.first + 1; i < run.end; ++i) {
    const double at_s = (words[i - 1].range.end_s + words[i].range.start_s) / 2.0;
    const double off = (at_s - middle_s) / half_s;
    const double weight = break_weight(words, i) - kOffMiddleS * off * off;
    if (weight > most) {
      most = weight;
      best = i;
    }
  }
  return best;
}

std::vector<WordRun> split_into_phrases(const std::vector<TimedWord>& words, const PhraseOptions& options) {
  std::vector<WordRun> out;
  for (std::size_t first = 0; first < words.size();) {
    std::size_t end = first + 1;
    while (end < words.size() && words[end].range.start_s - words[end - 1].range.end_s < options.pause_s) ++end;
    split(words, {first, end}, options.longest_s, out);
    first = end;
  }
  return out;
}

TimeRange range_of(const std::vector<TimedWord>& words, WordRun run) {
  return {words[run.first].range.start_s, words[run.end - 1].range.end_s};
}

std::string text_of(const std::vector<TimedWord>& words, WordRun run) {
  std::string joined;
  for (std::size_t i = run.first; i < run.end; ++i) {
    if (i > run.first) joined += ' ';
    for (const char c : words[i].text) joined += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  return joined;
}

}  // namespace timbre::text
