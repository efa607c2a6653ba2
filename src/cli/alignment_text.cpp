#include "cli/alignment_text.h"

#include <cstdio>

#include "asr/edit_summary.h"
#include "base/utf8.h"
#include "text/subtitles.h"
#include "text/textgrid.h"

namespace timbre::cli {
namespace {

using asr::AlignedWord;
using asr::Reading;

/// What was said at this entry, in letters; "?" for a sound without a guess.
std::string said(const AlignedWord& word) {
  if (word.reading != Reading::Added && word.reading != Reading::Changed) return word.text;
  return word.heard.empty() ? "?" : word.heard;
}

Ink ink_of(Reading reading) {
  switch (reading) {
    case Reading::Read:
      return Ink::Plain;
    case Reading::Skipped:
    case Reading::Changed:
      return Ink::Bad;
    case Reading::Repeated:
    case Reading::Added:
      return Ink::Fair;
  }
  return Ink::Plain;
}

std::string row(const AlignedWord& word, const Terminal& terminal) {
  constexpr std::size_t kTextColumns = 24;
  std::string text = shortened(printable(word.reading == Reading::Added ? said(word) : word.text), kTextColumns);
  text += std::string(kTextColumns - std::min(kTextColumns, column_count(text)), ' ');
  char times[64];
  std::snprintf(times, sizeof times, "%8.2f %8.2f  %5.2f  ", word.range.start_s, word.range.end_s, word.confidence);
  std::string line = times + text;
  if (word.reading != Reading::Read) line += " " + std::string(asr::to_string(word.reading));
  if (word.reading == Reading::Changed && !word.heard.empty()) line += ": " + printable(word.heard);
  return terminal.paint(ink_of(word.reading), line) + "\n";
}

}  // namespace

std::string render_alignment(const asr::Alignment& alignment, const Terminal& terminal) {
  std::string out = terminal.paint(Ink::Bold, asr::summarise(alignment)) + "\n";
  for (const auto& sentence : asr::describe_edits(alignment)) out += "  " + printable(sentence) + "\n";
  out += terminal.paint(Ink::Dim, "\n start s    end s  match  word") + "\n";
  for (const auto& word : alignment.words) out += row(word, terminal);
  return out;
}

std::string alignment_textgrid(const asr::Alignment& alignment) {
  text::IntervalTier words{"words", {}};
  text::IntervalTier phones{"phones", {}};
  for (const auto& word : alignment.words) {
    if (word.reading == Reading::Skipped) continue;
    words.intervals.push_back({word.range, said(word)});
    for (const auto& phone : word.phones) phones.intervals.push_back({phone.range, phone.name});
  }
  return text::write_textgrid({words, phones}, alignment.duration_s);
}

std::string alignment_srt(const asr::Alignment& alignment) {
  std::vector<text::TimedWord> words;
  for (const auto& word : alignment.words) {
    const bool is_unknown = said(word) == "?" && word.reading == Reading::Added;
    if (word.reading != Reading::Skipped && !is_unknown) words.push_back({said(word), word.range, word.confidence});
  }
  return text::write_srt(text::split_into_cues(words));
}

}  // namespace timbre::cli
