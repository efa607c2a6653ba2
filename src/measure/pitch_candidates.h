#pragma once
/// One frame of pitch analysis: where the autocorrelation peaks (Boersma 1993, steps 3.1–3.10).

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dsp/fft.h"

namespace timbre::measure {

/// Costs are in units of normalised autocorrelation per 10 ms step. Where a default is not Praat's, it was chosen on
/// the test data (docs/pitch-accuracy.md): below 2 kHz everything is more periodic, so silence and voicing are
/// stricter.
struct PitchOptions {
  double floor_hz = 65.0;              ///< lower finds the subharmonics of room noise more often than a voice
  double ceiling_hz = 600.0;           ///< above excited women and children; Praat's default
  double silence_threshold = 0.06;     ///< frames whose peak is below this share of the take's loud level are unvoiced
  double voicing_threshold = 0.5;      ///< strength of the unvoiced candidate
  double octave_cost = 0.02;           ///< prefers the higher of two equal candidates an octave apart
  double octave_jump_cost = 0.35;      ///< per octave of change between frames (Praat's default)
  double voiced_unvoiced_cost = 0.14;  ///< per change between voiced and unvoiced (Praat's default)
};

/// Five peaks: the fundamental, its half and double, and two of a formant.
inline constexpr std::size_t kMaxPitchCandidates = 5;

struct PitchFrame {
  float peak = 0.0F;  ///< largest magnitude in the middle of the window
  std::uint32_t candidate_count = 0;
  std::array<float, kMaxPitchCandidates> octave{};    ///< log2 of the frequency in Hz
  std::array<float, kMaxPitchCandidates> strength{};  ///< normalised autocorrelation there, 0…1
};

class PitchAnalyser {
 public:
  PitchAnalyser(double rate_hz, const PitchOptions& options);
  /// Samples in one window; even.
  [[nodiscard]] std::size_t window_size() const { return window_.size(); }
  /// `window`: window_size() samples around the middle of the frame.
  [[nodiscard]] PitchFrame analyse(std::span<const float> window);

 private:
  void autocorrelate();
  [[nodiscard]] PitchFrame strongest_peaks() const;

  double lag_rate_hz_;  // autocorrelation points per second
  double octave_cost_;
  float least_strength_;
  std::size_t first_lag_;
  std::size_t last_lag_;
  std::size_t middle_size_;
  std::vector<float> window_;
  std::vector<float> window_correction_;  // 1 / normalised autocorrelation of the window, per lag
  std::vector<float> correlation_;        // normalised, per lag
  dsp::RealFft forward_;
  dsp::RealFft inverse_;
};

}  // namespace timbre::measure
