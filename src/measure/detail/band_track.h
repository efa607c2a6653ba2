#pragma once
/// Energy of one band beside the whole, frame by frame: what counting pops and s sounds starts from.

#include <vector>

#include "dsp/stft.h"
#include "measure/event_count.h"

namespace timbre::measure::detail {

/// 8 bytes per 10 ms frame: 2.9 MB per hour.
class BandTrack {
 public:
  /// The band is [low_hz, high_hz), at bin centres.
  BandTrack(int sample_rate_hz, double low_hz, double high_hz);
  void push(const dsp::SpectrumFrame& frame);

  [[nodiscard]] std::size_t frame_count() const { return total_.size(); }
  [[nodiscard]] double hop_s() const { return grid_.hop_s(); }
  /// Mean square of the windows of 5 frames (50 ms) that begin at each frame: of everything but DC …
  [[nodiscard]] std::vector<float> total_windows() const { return windows(total_); }
  /// … and of the band.
  [[nodiscard]] std::vector<float> band_windows() const { return windows(band_); }
  /// Mean square of the frames that speak: those within 25 dB of the 95th percentile. 0 when there are none.
  [[nodiscard]] double speech_power() const;

 private:
  [[nodiscard]] static std::vector<float> windows(const std::vector<float>& frames);

  dsp::FrameGrid grid_;
  std::size_t first_bin_;
  std::size_t end_bin_;
  std::vector<float> total_;
  std::vector<float> band_;
};

inline constexpr std::size_t kWindowFrames = 5;

/// Runs of windows that hold, as times; a run that begins within 50 ms of the last one's end belongs to it, and one
/// longer than `longest_s` is left out.
[[nodiscard]] EventCount events_of(const std::vector<bool>& holds, double hop_s, double longest_s);

}  // namespace timbre::measure::detail
