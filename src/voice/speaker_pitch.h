#pragma once
/// The F0 of one person's recording, with the search narrowed to where that person's voice lies: what keeps octave
/// errors out of a voice's statistics. After De Looze & Hirst, "Detecting changes in key and range for the automatic
/// modelling and coding of intonation", Speech Prosody 2008: a first pass over the whole range, then a second between
/// 0.75 times its lower and kCeilingShare times its upper quartile.

#include <span>
#include <vector>

#include "base/result.h"

namespace timbre::voice {

/// Of the upper quartile; 1.5 in the paper, which cuts off the accents of lively speech.
inline constexpr double kCeilingShare = 2.0;

/// [samples / 10 ms] in Hz, 0 where not voiced, on the grid of voice_frames.h. One channel at kAnalysisRateHz.
[[nodiscard]] Result<std::vector<float>> speaker_f0(std::span<const float> samples_16k);

}  // namespace timbre::voice
