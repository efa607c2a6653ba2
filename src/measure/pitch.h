#pragma once
/// F0 contour: the voice's fundamental frequency every 10 ms, or 0 where it is not voiced.
///
/// Method: P. Boersma, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a
/// sampled sound", IFA Proceedings 17 (1993): peaks of the autocorrelation of a Hann-windowed stretch divided by the
/// autocorrelation of the window are candidates, and the cheapest path through the candidates of the whole take is the
/// contour, so that a lone octave error loses to its neighbours. Here the signal is first reduced to about 4 kHz, where
/// the fundamental and the first formant live: it is faster, and hiss above does not make a voice unvoiced.
///
/// Frame i is centred at (i + 0.5)·10 ms; only complete 10 ms are frames. Unit Hz, range floor…ceiling. Silence, noise
/// and takes shorter than one frame have no voiced frame. Several channels: their mean. Accuracy against Praat:
/// docs/pitch-accuracy.md.

#include <cstddef>
#include <span>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "measure/decimator.h"
#include "measure/pitch_candidates.h"

namespace timbre::measure {

struct PitchContour {
  double hop_s = 0.01;
  std::vector<float> f0_hz;  ///< 0 = unvoiced

  /// F0 at a time of the take; 0 where unvoiced or outside.
  [[nodiscard]] float at(double time_s) const;
  /// Total time of voiced frames, s.
  [[nodiscard]] double voiced_s() const;
};

/// Streaming: any chunking gives the same contour. About 60 bytes are kept per frame (an hour: 22 MB).
class PitchMeter {
 public:
  /// The rate of what is pushed: 16 kHz, or the stored rate where that is lower. Below 2 kHz nothing is voiced.
  explicit PitchMeter(int input_rate_hz, const PitchOptions& options = {});
  void push(std::span<const float> samples);
  /// Call once, at the end.
  [[nodiscard]] PitchContour finish();

 private:
  void analyse_ready();
  [[nodiscard]] std::size_t center_of(std::size_t frame) const;

  int input_rate_hz_;
  PitchOptions options_;
  std::size_t factor_;
  double rate_hz_;  // after decimation
  Decimator decimator_;
  PitchAnalyser analyser_;
  std::vector<float> pending_;      // from sample first_ of the padded signal: half a window of zeros, then the signal
  std::size_t first_ = 0;           // padded index of pending_[0]
  std::size_t input_count_ = 0;     // samples pushed
  std::vector<PitchFrame> frames_;  // analysed so far
};

/// One shot. A view above 16 kHz is resampled to 16 kHz first. A rate that is not positive: InvalidInput.
[[nodiscard]] Result<PitchContour> measure_pitch(const audio::AudioView& view, const PitchOptions& options = {});

}  // namespace timbre::measure
