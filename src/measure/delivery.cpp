#include "measure/delivery.h"

#include <utility>

namespace timbre::measure {

DeliveryMeter::DeliveryMeter(int analysis_rate_hz, int native_rate_hz)
    : pitch_(analysis_rate_hz), syllables_(native_rate_hz) {}

void DeliveryMeter::push(const dsp::SpectrumFrame& frame) { syllables_.push(frame); }

void DeliveryMeter::push_16k(std::span<const float> samples) { pitch_.push(samples); }

DeliveryMeasurements DeliveryMeter::finish(const FrameLevels& levels, const VoiceActivity& activity) {
  DeliveryMeasurements all;
  all.pitch = pitch_.finish();
  const PitchSpread spread = measure_pitch_spread(during_speech(all.pitch, activity));
  all.f0_median = spread.median_hz;
  all.f0_spread = spread.spread_st;
  all.f0_range = spread.range_st;
  all.dynamics = measure_dynamics(levels, activity);
  SyllableRate syllables = syllables_.finish(all.pitch, activity);
  all.syllable_rate = std::move(syllables.rate_hz);
  all.nuclei_s = std::move(syllables.nuclei_s);
  all.pauses = measure_pauses(activity);
  return all;
}

}  // namespace timbre::measure
