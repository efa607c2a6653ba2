#pragma once
/// A take of any length, read along in stretches of at most 40 s, so that memory and time do not grow with the square
/// of its length.
///
/// Each stretch is read with an open end. What was read is kept up to the longest pause in its second half, at least
/// 8 s before the stretch ends, where two words follow each other as written; the next stretch begins in that pause.

#include <span>
#include <vector>

#include "asr/detail/reading_graph.h"
#include "base/cancel.h"

namespace timbre::asr::detail {

inline constexpr int kStretchFrames = 4000;
/// Of speech at 390 words a minute; of more text, a stretch does not see the rest.
inline constexpr std::size_t kStretchWords = 260;

/// `cepstra` as from cepstra_of; `options` but for the end, which is found. InvalidInput when the take is too short for
/// the text and edits are not looked for; Cancelled.
[[nodiscard]] Result<std::vector<Said>> read_take(const SenoneModel& model, std::span<const float> cepstra,
                                                  const std::vector<TextWord>& words, ReadingOptions options);

}  // namespace timbre::asr::detail
