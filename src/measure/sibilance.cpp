#include "measure/sibilance.h"

#include <algorithm>

#include "dsp/decibel.h"
#include "measure/detail/mono_input.h"

namespace timbre::measure {
namespace {

constexpr int kLowestRateHz = 16000;   // the band must exist
constexpr double kLowestHz = 5000.0;   // where s sounds live, clear of vowels
constexpr double kHighestHz = 8000.0;  // so that a 16 kHz and a 48 kHz copy are judged alike
constexpr float kLeastShare = 0.45F;   // of the window's energy: an s, not a vowel
constexpr double kGateDbfs = -50.0;
constexpr double kOverVoiceDb = 3.0;  // natural s sounds stay below in 41 of 45 clips
constexpr double kLongestS = 1.0;     // longer is noise, not an s

}  // namespace

SibilanceMeter::SibilanceMeter(int sample_rate_hz)
    : has_band_(sample_rate_hz >= kLowestRateHz), track_(sample_rate_hz, kLowestHz, kHighestHz) {}

EventCount SibilanceMeter::finish() const {
  if (!has_band_) return {Reading::none("a sample rate below 16 kHz does not hold 5-8 kHz"), {}};
  if (track_.frame_count() < detail::kWindowFrames) return {Reading::none("shorter than 50 ms"), {}};
  const auto band = track_.band_windows();
  const auto total = track_.total_windows();
  const double least = std::max(dsp::db_to_power(kGateDbfs), track_.speech_power() * dsp::db_to_power(kOverVoiceDb));
  std::vector<bool> holds(band.size());
  for (std::size_t i = 0; i < band.size(); ++i) holds[i] = band[i] > least && band[i] > kLeastShare * total[i];
  return detail::events_of(holds, track_.hop_s(), kLongestS);
}

Result<EventCount> measure_sibilance(const audio::AudioView& view) {
  TRY(const auto mono, detail::mono_samples(view));
  SibilanceMeter meter(view.sample_rate_hz());
  detail::push_frames(mono, view.sample_rate_hz(), meter);
  return meter.finish();
}

}  // namespace timbre::measure
