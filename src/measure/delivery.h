#pragma once
/// Everything about delivery that needs no words, in one streaming meter: pitch, its spread, dynamics, syllable rate
/// and pauses (their headers say what each means). Pitch statistics are taken over frames that are speech.
///
/// No speech, or too little: each reading is none and says why.

#include "dsp/stft.h"
#include "measure/dynamics.h"
#include "measure/frame_levels.h"
#include "measure/pauses.h"
#include "measure/pitch.h"
#include "measure/pitch_spread.h"
#include "measure/reading.h"
#include "measure/syllables.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

struct DeliveryMeasurements {
  PitchContour pitch;  ///< of the whole take, as found: for drawing
  std::vector<double> nuclei_s;
  Reading f0_median;      ///< Hz
  Reading f0_spread;      ///< st
  Reading f0_range;       ///< st
  Reading dynamics;       ///< dB
  Reading syllable_rate;  ///< per second
  Pauses pauses;          ///< by voice activity
};

class DeliveryMeter {
 public:
  /// `analysis_rate_hz`: of what push_16k is given, 16000 or the stored rate where that is lower. `native_rate_hz`: of
  /// the signal behind the spectrum frames.
  DeliveryMeter(int analysis_rate_hz, int native_rate_hz);
  void push(const dsp::SpectrumFrame& frame);
  void push_16k(std::span<const float> samples);
  /// `levels` and `activity` on the grid of the spectrum frames. Call once, at the end.
  [[nodiscard]] DeliveryMeasurements finish(const FrameLevels& levels, const VoiceActivity& activity);

 private:
  PitchMeter pitch_;
  SyllableMeter syllables_;
};

}  // namespace timbre::measure
