#pragma once
/// Whether what voice activity claims is speech at all: the gate in front of a recogniser, which finds words anywhere.
///
/// Voice activity finds what stands out of the background; claps, music and doors do too. Over the claimed frames:
///   voiced share    frames with a pitch; about half in speech, next to none in noise and whisper
///   glide           median change of the pitch between voiced frames, st in 10 ms: a voice never stands still, a note
///                   does
///   steady share    voiced frames whose pitch moves by less than 0.05 st: most of a melody, few of a voice
///   shape change    median over time of the RMS change of the spectrum's shape (13 bands in dB, level taken out) in
///                   50 ms: an articulating mouth changes it by 5 dB and more, a burst of noise by what chance does
///   shape spread    how far the shape wanders over the claim (mean over bands of its standard deviation, 80 ms means)
/// The decision and how it was measured, with held-out material: docs/no-speech.md. It does not depend on gain.

#include <cstddef>
#include <vector>

#include "measure/band_levels.h"
#include "measure/pitch.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct SpeechLikeness {
  double speech_s = 0.0;         ///< how much was claimed
  double voiced_share = 0.0;     ///< 0 … 1
  double glide_st = 0.0;         ///< ≥ 0; 0 where nothing is voiced
  double steady_share = 1.0;     ///< 0 … 1; 1 where nothing is voiced
  double shape_change_db = 0.0;  ///< ≥ 0
  double shape_spread_db = 0.0;  ///< ≥ 0

  /// The decision: spoken, voiced or whispered.
  [[nodiscard]] bool is_speech() const;
};

/// Looks at any parts of a take. The three must be of one take, at 16 kHz, on one 10 ms grid, and outlive this.
class SpeechLikenessMeter {
 public:
  SpeechLikenessMeter(const BandLevels& levels, const VoiceActivity& activity, const PitchContour& pitch);
  /// What the frames claimed as speech within these parts have in common. None claimed: all zero, no speech.
  [[nodiscard]] SpeechLikeness measure(const std::vector<TimeRange>& parts) const;

 private:
  struct Evidence;

  [[nodiscard]] bool is_claimed(std::size_t frame) const;
  [[nodiscard]] float f0_hz(std::size_t frame) const;  // 0 where unvoiced or not claimed
  void add_part(std::size_t first, std::size_t end, Evidence& evidence) const;

  const BandLevels& levels_;
  const VoiceActivity& activity_;
  const PitchContour& pitch_;
  double floor_ = 0.0;  // power under which a band counts as empty
};

}  // namespace timbre::measure
