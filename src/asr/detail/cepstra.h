#pragma once
/// What pocketsphinx hears: 13 cepstra every 10 ms.

#include <span>
#include <sphinxbase/fe.h>
#include <vector>

#include "base/result.h"

namespace timbre::asr::detail {

inline constexpr int kCepstraPerSecond = 100;

/// Frames × dimension, row by row.
struct Cepstra {
  std::size_t dimension = 0;
  std::vector<mfcc_t> values;
  [[nodiscard]] std::size_t frames() const { return dimension == 0 ? 0 : values.size() / dimension; }
  [[nodiscard]] mfcc_t* frame(std::size_t index) { return values.data() + index * dimension; }
};

/// The samples as 16-bit numbers, their peak at half of full scale so that a quiet take keeps its bits. What is not a
/// number counts as silence, what lies beyond ±1 as ±1.
[[nodiscard]] std::vector<int16> scaled_pcm(std::span<const float> samples);

/// Cepstra of one stretch, with their mean over it subtracted (cepstral mean normalisation over the whole utterance:
/// nothing is carried from one stretch to the next).
[[nodiscard]] Result<Cepstra> compute_cepstra(fe_t* front_end, std::span<const float> samples);

}  // namespace timbre::asr::detail
