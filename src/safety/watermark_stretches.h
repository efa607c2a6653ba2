#pragma once
/// A long sound in stretches of 16.384 s (eight periods), each small enough to be searched at every speed.

#include <cstddef>
#include <span>
#include <vector>

#include "audio/audio_view.h"
#include "safety/watermark_features.h"

namespace timbre::safety {

class SoundStretches {
 public:
  explicit SoundStretches(const audio::AudioView& sound);
  /// At least 1. A rest of less than half a stretch belongs to the one before it.
  [[nodiscard]] std::size_t count() const { return count_; }
  /// When a stretch begins.
  [[nodiscard]] static double start_s(std::size_t index);
  /// Made anew at each call, but for the last one asked for.
  [[nodiscard]] const FineSpectrogram& spectrogram(std::size_t index);
  /// Their numbers, the loudest first.
  [[nodiscard]] std::vector<std::size_t> loudest(std::size_t limit) const;

 private:
  [[nodiscard]] std::span<const float> part(const std::vector<float>& channel, std::size_t index) const;

  std::vector<std::vector<float>> channels_;
  std::size_t count_ = 1;
  std::size_t held_;
  FineSpectrogram spectrogram_;
};

}  // namespace timbre::safety
