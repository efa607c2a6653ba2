#pragma once
/// The mark itself, at kMarkRateHz: what has to be added to a sound so that it carries a pattern. Segment by segment
/// (0.5 s), with no look-ahead beyond the segment, so that a stream and a whole file get the same.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "safety/watermark_code.h"
#include "safety/watermark_pattern.h"

namespace timbre::safety {

class WatermarkShaper {
 public:
  WatermarkShaper(std::size_t channel_count, const WatermarkPattern& pattern, const CodedSigns& payload);
  WatermarkShaper(WatermarkShaper&&) noexcept;
  WatermarkShaper& operator=(WatermarkShaper&&) noexcept;
  ~WatermarkShaper();

  /// The next samples of one channel. All channels must have got the same number before take().
  void push(std::size_t channel, std::span<const float> samples);
  /// No more samples will come.
  void finish();
  /// What to add to this channel from where the last call ended, as far as it is known; as long as what was pushed
  /// once finish() was called.
  [[nodiscard]] std::vector<float> take(std::size_t channel);
  /// How much of the sound so far carries the mark: pairs of frames that are not silent, in seconds.
  [[nodiscard]] double marked_s() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace timbre::safety
