#pragma once
/// Unmarked sound and keys that have nothing to do with it: how high z gets.

#include <cstdint>
#include <string>
#include <vector>

#include "watermark/marked_clips.h"

namespace timbre::watermark {

struct UnmarkedTrials {
  std::vector<double> z;  ///< of each clip × key, ascending
  int marked = 0;
  int inconclusive = 0;
  std::uint64_t hypotheses = 0;  ///< of each trial
};

/// Every offset at the speed the clips have, as the detector looks first; a clip's features are made once for all keys.
[[nodiscard]] UnmarkedTrials plain_searches(const std::vector<Clip>& clips, std::size_t keys, std::uint64_t seed);
/// The whole detector, every speed.
[[nodiscard]] UnmarkedTrials full_searches(const std::vector<Clip>& clips, std::size_t keys, std::uint64_t seed);
/// How many trials reached each z, beside what independent normal hypotheses would give at most, as Markdown.
[[nodiscard]] std::string tail_table(const UnmarkedTrials& trials);

}  // namespace timbre::watermark
