#pragma once
/// Clicks: bursts of at most 2 ms that stand out of what surrounds them. A count with times.
///
/// Method: the second difference x[n] − 2x[n−1] + x[n−2] flattens speech and room tone (a fixed predictor of order 2
/// in place of the LPC residual of Essentia's ClickDetector, at a fraction of the cost; the trials are in
/// docs/measures/clicks.md). Its peak is taken per 0.5 ms block. A block holds a click when its peak is the highest
/// within ±2 ms, above −50 dBFS, and 12 dB above every block from 2 to 40 ms before and from 2 to 40 ms after.
/// Comparing with the highest block of both sides, not with a mean, is what spares glottal pulses (their neighbours are
/// as high) and plosives (their aspiration and the vowel follow).
///
/// Unit: events. Mouth clicks between words are clicks. Silence gives 0; less than 0.1 s: none and why. Nothing is
/// found in the first and last 40 ms, where one side is missing. A one-shot multichannel view is judged as the mean of
/// its channels.

#include <cstddef>
#include <span>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "measure/event_count.h"

namespace timbre::measure {

/// Streaming at the stored rate; any chunking gives the same result.
class ClickMeter {
 public:
  explicit ClickMeter(int sample_rate_hz);
  void push(std::span<const float> samples);
  [[nodiscard]] EventCount finish() const;

 private:
  void add_blocks(const float* samples, std::size_t block_count);
  void judge_block(std::size_t center);

  int rate_hz_;
  std::size_t block_size_;
  std::vector<float> pending_;  // two samples of history, then what does not fill a block yet
  std::vector<float> peaks_;    // the latest blocks
  std::size_t first_ = 0;       // index in the take of peaks_.front()
  std::size_t count_ = 0;
  std::vector<TimeRange> times_;
};

/// InvalidInput for a rate outside 1 … 768 kHz.
[[nodiscard]] Result<EventCount> measure_clicks(const audio::AudioView& view);

}  // namespace timbre::measure
