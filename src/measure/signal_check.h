#pragma once
/// What must be known of the samples before anything is measured: are they numbers, and is there a signal at all?
///
/// Every channel is looked at. NaN and infinities are counted and otherwise read as 0. `is_silent`: every sample is
/// zero (an empty take too). `is_dc_only`: each channel holds one constant value and not all are zero. Neither depends
/// on rate or length.

#include <cstddef>
#include <span>
#include <vector>

#include "audio/audio_buffer.h"

namespace timbre::measure {

struct SignalFacts {
  std::size_t frame_count = 0;
  std::size_t non_finite_count = 0;  ///< samples, of all channels
  double peak = 0.0;                 ///< greatest magnitude of a finite sample, 1.0 = full scale
  bool is_silent = true;
  bool is_dc_only = false;
};

/// Samples that are NaN or infinite.
[[nodiscard]] std::size_t count_non_finite(std::span<const float> samples);

/// Puts 0 in their place and returns how many there were: to be called on every block before any meter sees it.
std::size_t replace_non_finite(std::span<float> samples);
std::size_t replace_non_finite(audio::AudioBuffer& block);

/// Streaming; constant memory. Give it the blocks as decoded, or as repaired together with the number replaced.
class SignalCheck {
 public:
  explicit SignalCheck(audio::AudioFormat format);
  /// A block of the format given; one of another format is left out. `replaced_count`: see replace_non_finite.
  void push(const audio::AudioView& block, std::size_t replaced_count = 0);
  [[nodiscard]] SignalFacts finish() const;

 private:
  struct Range {
    float lowest = 0.0F;
    float highest = 0.0F;
  };
  audio::AudioFormat format_;
  std::vector<Range> ranges_;
  std::size_t frame_count_ = 0;
  std::size_t non_finite_count_ = 0;
};

}  // namespace timbre::measure
