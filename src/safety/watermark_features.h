#pragma once
/// A sound as the detector looks at it, whatever the key: its power in fine steps of time and frequency.

#include <cstddef>
#include <span>
#include <vector>

#include "audio/audio_view.h"
#include "safety/watermark_layout.h"

namespace timbre::safety {

inline constexpr std::size_t kFineHop = 64;  ///< 4 ms
inline constexpr std::size_t kFinePerFrame = kMarkHop / kFineHop;
inline constexpr std::size_t kFinePerPair = 2 * kFinePerFrame;

/// Every channel at kMarkRateHz; what is not a number, or absurdly large, is silence.
[[nodiscard]] std::vector<std::vector<float>> at_mark_rate(const audio::AudioView& sound);

/// Power summed over the channels and, running, over frequency: the power between two frequencies is a difference of
/// two values, between bins by interpolation, so that bands can be put anywhere.
struct FineSpectrogram {
  static constexpr std::size_t kFftSize = 2 * kMarkWindow;  ///< padded with zeros: half the distance of bins
  static constexpr std::size_t kFirstBin = 20;              ///< 312 Hz
  static constexpr std::size_t kBins = 264;                 ///< to 4.4 kHz: the marked bands at 10 % more or less
  static constexpr std::size_t kColumns = kBins + 1;

  std::size_t rows = 0;        ///< one every kFineHop samples; row i is centred on sample i · kFineHop
  std::vector<float> running;  ///< row · kColumns + i: power of the bins before kFirstBin + i
};

/// `channels`: at kMarkRateHz, equally long.
[[nodiscard]] FineSpectrogram fine_spectrogram(std::span<const std::span<const float>> channels);

}  // namespace timbre::safety
