#include "asr/known_text.h"

#include <algorithm>
#include <map>

#include "asr/edit_summary.h"
#include "text/words.h"

namespace timbre::asr {
namespace {

/// Index of a word in the alignment → that word as written, with its punctuation. The alignment leaves out words that
/// have no sound ("∑"); they stay with the word before them.
std::map<std::size_t, std::string> written_words(const Alignment& alignment, std::string_view text) {
  std::map<std::size_t, std::string> aligned;
  for (const AlignedWord& word : alignment.words) {
    if (word.reading != Reading::Added) aligned.emplace(word.index, word.text);
  }
  std::map<std::size_t, std::string> written;
  auto next = aligned.begin();
  std::string before;
  for (const text::Word& word : text::split_words(text)) {
    const std::string shown = word.before + word.text + word.after;
    if (next != aligned.end() && next->second == word.text) {
      written[next->first] = before + shown;
      before.clear();
      ++next;
    } else if (!written.empty()) {
      written.rbegin()->second += " " + shown;
    } else {
      before += shown + " ";
    }
  }
  return written;
}

}  // namespace

std::optional<KnownText> known_text(const Alignment& alignment, std::string_view text, const std::string& language) {
  if (alignment.confidence < kHardlyFitsBelow) return std::nullopt;
  const auto written = written_words(alignment, text);
  KnownText known;
  known.transcript.engine = kKnownTextEngine;
  known.transcript.language = language;
  known.transcript.duration_s = alignment.duration_s;
  double end_s = 0.0;
  for (const AlignedWord& word : alignment.words) {
    if (word.reading != Reading::Read) known.departures.push_back({word.range, word.reading});
    const bool is_heard = word.reading == Reading::Added || word.reading == Reading::Changed;
    const auto found = written.find(word.index);
    std::string shown = found == written.end() ? word.text : found->second;
    if (is_heard && !word.heard.empty()) shown = word.heard;
    if (word.reading == Reading::Added && word.heard.empty()) continue;
    if (word.reading == Reading::Skipped || shown.empty()) continue;
    const TimeRange range{std::max(word.range.start_s, end_s), word.range.end_s};
    if (range.end_s <= range.start_s) continue;
    end_s = range.end_s;
    known.transcript.words.push_back({std::move(shown), range, 1.0});
  }
  if (known.transcript.words.empty()) return std::nullopt;
  return known;
}

}  // namespace timbre::asr
