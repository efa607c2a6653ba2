#include "measure/word_timing.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>
#include <vector>

#include "text/spoken_form.h"
#include "text/words.h"

namespace timbre::measure {
namespace {

constexpr std::array<std::string_view, 18> kFillers{"um", "umm", "uhm", "uh",  "uhh", "er", "err", "erm", "ehm",
                                                    "hm", "hmm", "mm",  "mmm", "mhm", "äh", "ähm", "öh",  "öhm"};
/// Doubled on purpose, or by grammar.
constexpr std::array<std::string_view, 12> kDoubled{"had", "that", "very", "really", "no",  "yes",
                                                    "bye", "ha",   "so",   "well",   "now", "there"};
constexpr std::size_t kLongestRepeat = 3;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Every byte of a letter beyond ASCII counts as one.
bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalpha(byte) != 0;
}

/// Letters, digits and inner apostrophes, small: what is compared.
std::string bare(std::string_view written) {
  std::string word;
  for (const char c : written) {
    if (is_letter(c) || is_digit(c)) word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return word;
}

template <std::size_t N>
bool is_among(const std::string& word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool ends_sentence(const std::string& written) {
  const auto last = written.find_last_not_of("\"')]");
  return last != std::string::npos && std::string_view(".!?").find(written[last]) != std::string_view::npos;
}

/// Stretches without voice between the first and the last word that reach a border between two words.
std::vector<TimeRange> quiet_between_words(const std::vector<text::TimedWord>& words, const VoiceActivity& activity,
                                           double slack_s) {
  std::vector<TimeRange> found;
  std::size_t next = 1;  // words[next] is the first whose beginning the stretch does not leave behind
  for (const TimeRange& quiet : activity.segments(0)) {
    if (quiet.start_s <= words.front().range.start_s || quiet.end_s >= words.back().range.end_s) continue;
    while (next < words.size() && words[next].range.start_s + slack_s < quiet.start_s) ++next;
    if (next == words.size()) break;
    const double border_from_s = std::min(words[next - 1].range.end_s, words[next].range.start_s);
    if (border_from_s - slack_s <= quiet.end_s) found.push_back(quiet);
  }
  return found;
}

bool is_repeat(const std::vector<text::TimedWord>& words, std::size_t first, std::size_t count, double longest_gap_s) {
  const std::size_t again = first + count;
  if (again + count > words.size()) return false;
  if (ends_sentence(words[again - 1].text)) return false;
  if (words[again].range.start_s - words[again - 1].range.end_s > longest_gap_s) return false;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string word = bare(words[first + i].text);
    if (word.empty() || word != bare(words[again + i].text)) return false;
    if (is_digit(word.front())) return false;  // "20 20" is a number read in parts
  }
  return count > 1 || !is_among(bare(words[first].text), kDoubled);
}

std::size_t repetitions(const std::vector<text::TimedWord>& words, double longest_gap_s) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t step = 1;
    for (std::size_t count = 1; count <= kLongestRepeat; ++count) {
      if (!is_repeat(words, i, count, longest_gap_s)) continue;
      ++found;
      step = count;
      break;
    }
    i += step;
  }
  return found;
}

WordTiming no_timing(const std::string& why) {
  const Reading none = Reading::none(why);
  WordTiming timing;
  timing.words_per_minute = timing.filler_count = timing.repetition_count = none;
  timing.pauses = {none, none, none, none, {}};
  return timing;
}

}  // namespace

std::size_t spoken_word_count(const std::string& written, const std::string& language) {
  if (is_among(bare(written), kFillers)) return 0;
  return text::split_words(text::spoken_form(written, language), text::Hyphens::Split).size();
}

bool is_uncertain(const text::Transcript& transcript) {
  return transcript.confidence().value_or(0.0) < text::kUncertainBelow;
}

WordTiming measure_word_timing(const text::Transcript& transcript, const VoiceActivity& activity,
                               const WordTimingOptions& options) {
  const auto& words = transcript.words;
  if (words.empty()) return no_timing("no words were heard");
  WordTiming timing = no_timing("the transcript is too uncertain to tell");
  timing.span_s = words.back().range.end_s - words.front().range.start_s;
  const std::string language = transcript.language.empty() ? "en" : transcript.language;
  std::size_t fillers = 0;
  for (const text::TimedWord& word : words) {
    timing.spoken_words += spoken_word_count(word.text, language);
    if (is_among(bare(word.text), kFillers)) ++fillers;
  }
  timing.words_per_minute = timing.span_s >= options.pauses.least_span_s
                                ? Reading::of(60.0 * static_cast<double>(timing.spoken_words) / timing.span_s)
                                : Reading::none("too short: less than a sentence between first and last word");
  if (is_uncertain(transcript)) return timing;
  timing.pauses = pauses_of(quiet_between_words(words, activity, options.border_slack_s), timing.span_s, activity.hop_s,
                            options.pauses);
  timing.filler_count = Reading::of(static_cast<double>(fillers));
  timing.repetition_count = Reading::of(static_cast<double>(repetitions(words, options.longest_repeat_gap_s)));
  return timing;
}

void add_words(text::Transcript transcript, const VoiceActivity& activity, TakeMeasurements& take) {
  const WordTiming timing = measure_word_timing(transcript, activity);
  take.readings[MeasureId::WordsPerMinute] = timing.words_per_minute;
  take.readings[MeasureId::FillerCount] = timing.filler_count;
  take.readings[MeasureId::RepetitionCount] = timing.repetition_count;
  if (timing.pauses.share_percent.value) add_pauses(timing.pauses, take);
  take.words = {std::move(transcript), {}};
}

void add_missing_words(const std::string& why, TakeMeasurements& take) {
  const Reading none = Reading::none(why);
  for (const MeasureId id : {MeasureId::WordsPerMinute, MeasureId::FillerCount, MeasureId::RepetitionCount}) {
    take.readings[id] = none;
  }
  take.words = {std::nullopt, why};
}

void add_pauses(const Pauses& pauses, TakeMeasurements& take) {
  take.readings[MeasureId::PausesPerMinute] = pauses.per_minute;
  take.readings[MeasureId::PauseMedianS] = pauses.median_s;
  take.readings[MeasureId::PauseLongestS] = pauses.longest_s;
  take.readings[MeasureId::PauseSharePercent] = pauses.share_percent;
  take.pauses = pauses.times;
}

}  // namespace timbre::measure
