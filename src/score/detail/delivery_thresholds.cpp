#include "score/detail/threshold_tables.h"

namespace timbre::score::detail {
namespace {

using measure::MeasureId;

Threshold f0_spread() {
  return {.id = MeasureId::F0SpreadSt,
          .axis = Axis::Delivery,
          .weight = 30.0,
          .direction = Direction::BestBetween,
          .curve = Curve({{0, 0}, {1.5, 0.3}, {2, 0.6}, {3, 1}, {6, 1}, {8, 0.6}, {12, 0.3}, {20, 0.1}}),
          .display_from = 0.0,
          .display_to = 12.0,
          .limit = "2 to 6 st is lively; below 1.5 st is monotone",
          .reason = "a clone repeats the melody of its reference; beyond 8 st it is acting, creak or a tracking error",
          .source =
              "Traunmüller and Eriksson 1995: the spread in semitones rises with liveliness and is about the same for "
              "men and women; the limits are Timbre's, for languages without tones"};
}

Threshold dynamics() {
  return {.id = MeasureId::DynamicsDb,
          .axis = Axis::Delivery,
          .weight = 15.0,
          .direction = Direction::BestBetween,
          .curve = Curve({{0, 0}, {2.5, 0.3}, {4, 0.6}, {6, 1}, {14, 1}, {18, 0.6}, {24, 0.3}, {35, 0}}),
          .display_from = 0.0,
          .display_to = 24.0,
          .limit = "6 to 14 dB is natural; below 4 dB is flat",
          .reason = "stress is heard as level; a compressor or an even drone removes it",
          .source = "Timbre's choice from 46 clips of five corpora (P10 6, median 10, P90 13 dB); no published limit"};
}

Threshold syllable_rate() {
  return {.id = MeasureId::SyllableRateHz,
          .axis = Axis::Delivery,
          .weight = 25.0,
          .direction = Direction::BestBetween,
          .curve = Curve({{1.5, 0}, {2.5, 0.3}, {3, 0.6}, {3.5, 1}, {5.5, 1}, {6.2, 0.6}, {7, 0.3}, {9, 0}}),
          .display_from = 1.0,
          .display_to = 9.0,
          .limit = "3.5 to 5.5 syllables a second is easy; below 3 drags, above 6.2 rushes",
          .reason = "stands in for pace while there is no transcript; not scored beside words per minute",
          .source = "de Jong and Wempe 2009 for the measure; typical articulation rates of read speech"};
}

Threshold words_per_minute() {
  return {.id = MeasureId::WordsPerMinute,
          .axis = Axis::Delivery,
          .weight = 25.0,
          .direction = Direction::BestBetween,
          .curve = Curve({{60, 0}, {105, 0.3}, {120, 0.8}, {130, 1}, {155, 1}, {165, 0.8}, {175, 0.3}, {230, 0}}),
          .display_from = 60.0,
          .display_to = 230.0,
          .limit = "120 to 165 is good; below 105 drags, above 175 is too fast",
          .reason = "a clone keeps the pace of its reference",
          .source = "usual advice for conversation (120 to 150) and audiobooks (150 to 160); English"};
}

Threshold pauses() {
  return {.id = MeasureId::PausesPerMinute,
          .axis = Axis::Delivery,
          .weight = 20.0,
          .direction = Direction::BestBetween,
          .curve = Curve({{0, 0.6}, {6, 1}, {24, 1}, {32, 0.6}, {40, 0.3}, {60, 0}}),
          .display_from = 0.0,
          .display_to = 60.0,
          .limit = "6 to 24 a minute is natural; above 32 is choppy",
          .reason = "pauses belong between phrases; many more than phrases means stumbling or reading word by word",
          .source = "Timbre's choice; no published limit was found"};
}

Threshold pause_median() {
  return {.id = MeasureId::PauseMedianS,
          .axis = Axis::Delivery,
          .weight = 10.0,
          .direction = Direction::BestBetween,
          .curve = Curve({{0, 0.4}, {0.25, 1}, {0.7, 1}, {1, 0.6}, {1.5, 0.3}, {3, 0}}),
          .display_from = 0.0,
          .display_to = 2.0,
          .limit = "0.25 to 0.7 s is natural; above 1 s is long",
          .reason = "a clone repeats long pauses in the middle of sentences",
          .source = "Goldman-Eisler's 0.25 s as the shortest pause; models ask for pauses under 0.5 to 2 s"};
}

}  // namespace

std::vector<Threshold> delivery_thresholds() {
  return {f0_spread(), dynamics(), syllable_rate(), pauses(), pause_median(), words_per_minute()};
}

}  // namespace timbre::score::detail
