#include "prosody.h"

#include "dsp/statistics.h"
#include "measure/pitch.h"
#include "measure/pitch_spread.h"
#include "measure/syllables.h"
#include "measure/voice_activity_detector.h"

namespace timbre::app {

void Prosody::add(const Prosody& other) {
  f0_hz.insert(f0_hz.end(), other.f0_hz.begin(), other.f0_hz.end());
  nuclei += other.nuclei;
  speech_s += other.speech_s;
}

double Prosody::f0_median_hz() const {
  return f0_hz.empty() ? 0.0 : dsp::median(std::vector<double>(f0_hz.begin(), f0_hz.end()));
}

double Prosody::syllables_hz() const { return speech_s > 0.0 ? static_cast<double>(nuclei) / speech_s : 0.0; }

Result<Prosody> prosody_of(std::span<const float> samples_16k) {
  constexpr int kRateHz = 16000;
  const audio::AudioView view(kRateHz, samples_16k);
  TRY(const auto activity, measure::measure_voice_activity(view));
  TRY(const auto raw, measure::measure_pitch(view));
  const auto contour = measure::during_speech(raw, activity);
  Prosody found;
  found.nuclei = measure::measure_syllable_rate(samples_16k, kRateHz, contour, activity).nuclei_s.size();
  found.speech_s = activity.speech_s();
  for (const float f0 : measure::without_octave_errors(contour).f0_hz) {
    if (f0 > 0.0F) found.f0_hz.push_back(f0);
  }
  return found;
}

}  // namespace timbre::app
