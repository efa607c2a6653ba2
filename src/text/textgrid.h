#pragma once
/// Praat's TextGrid, the long text form, UTF-8 (Praat manual, "TextGrid file formats").

#include <string>
#include <vector>

#include "base/units.h"
#include "text/timed_word.h"

namespace timbre::text {

struct LabelledInterval {
  TimeRange range;
  std::string text;
};

/// Labels side by side in time: words, phones.
struct IntervalTier {
  std::string name;
  std::vector<LabelledInterval> intervals;
};

/// Every tier covers 0 … xmax without a gap, as Praat demands: empty intervals stand between the labels. xmax is
/// `duration_s`, or the last label's end where that is later (1 ms at least). Labels in time order; one that begins
/// before the one before it ends begins there, and one of which nothing is left (a skipped word) is left out.
/// Quotes are doubled; control characters become spaces.
[[nodiscard]] std::string write_textgrid(const std::vector<IntervalTier>& tiers, double duration_s);

/// The tier "words".
[[nodiscard]] IntervalTier tier_of(const std::vector<TimedWord>& words);

}  // namespace timbre::text
