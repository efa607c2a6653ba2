#pragma once
/// Articulation rate without words: syllable nuclei per second of speech.
///
/// In the spirit of N. H. de Jong & T. Wempe, "Praat script to detect syllable nuclei and measure speech rate
/// automatically", Behavior Research Methods 41 (2009): a nucleus is a peak of the intensity contour with a dip of at
/// least 2 dB to each neighbouring peak, not far below the loudest, and voiced. Here the contour is the energy between
/// 500 and 2500 Hz (vowels, not the murmur of a voiced stop nor the hiss of an s), and the rate divides by the time of
/// speech, not by the take's duration: pauses and padding do not change it.
///
/// Unit nuclei per second, 2…8 for speech. Schwas that run together are missed and long diphthongs counted twice, so
/// one take is good to about 15 %, as docs/measures/syllable-rate.md measures. Less than 1 s of speech, or no nucleus:
/// none, with why.

#include <cstddef>
#include <span>
#include <vector>

#include "dsp/stft.h"
#include "measure/pitch.h"
#include "measure/reading.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct SyllableOptions {
  double low_hz = 500.0;              ///< above the fundamental, nasals and voiced stops
  double high_hz = 2500.0;            ///< first and second formant; below frication
  double smoothing_s = 0.04;          ///< width of the Hann weighting at half height: with the spectrum's own 20 ms no
                                      ///< ripple of the pitch is left, and quick syllables stay apart
  double least_dip_db = 2.0;          ///< de Jong & Wempe
  double range_below_loud_db = 25.0;  ///< peaks lower than this under the loud level are not nuclei (ibid.)
  double least_speech_s = 1.0;        ///< a few words: less has no rate
};

struct SyllableRate {
  Reading rate_hz;               ///< nuclei per second of speech
  std::vector<double> nuclei_s;  ///< where the nuclei are
};

/// Streaming: four bytes a frame are kept.
class SyllableMeter {
 public:
  /// The rate of the shared spectrum.
  explicit SyllableMeter(int sample_rate_hz, const SyllableOptions& options = {});
  void push(const dsp::SpectrumFrame& frame);
  /// `activity` on the grid of the spectrum.
  [[nodiscard]] SyllableRate finish(const PitchContour& pitch, const VoiceActivity& activity) const;

 private:
  SyllableOptions options_;
  double hop_s_;
  std::size_t first_bin_;
  std::size_t end_bin_;
  std::vector<float> band_power_;
};

/// One shot, from the shared spectrum on: the spectrum of `samples`, at their rate, through the meter.
[[nodiscard]] SyllableRate measure_syllable_rate(std::span<const float> samples, int sample_rate_hz,
                                                 const PitchContour& pitch, const VoiceActivity& activity,
                                                 const SyllableOptions& options = {});

}  // namespace timbre::measure
