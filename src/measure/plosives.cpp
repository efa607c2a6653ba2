#include "measure/plosives.h"

#include <algorithm>
#include <array>

#include "dsp/decibel.h"
#include "dsp/statistics.h"
#include "measure/detail/mono_input.h"

namespace timbre::measure {
namespace {

constexpr double kLowestHz = 20.0;      // below is DC and the building
constexpr double kHighestHz = 150.0;    // a pop's energy; a voice's lies mostly above
constexpr float kLeastShare = 0.6F;     // of the window's energy
constexpr double kGateDbfs = -50.0;     // below it nobody hears a pop
constexpr double kUnderVoiceDb = -6.0;  // as loud as the voice, or nearly
constexpr double kOwnLowEnd = 0.8;      // the talker's usual low end: pops themselves may fill a tenth of a clip
constexpr double kOverLowEndDb = 10.0;  // leaves 44 of 46 clean clips without any
constexpr double kRiseDb = 10.0;        // a pop is a burst …
constexpr std::size_t kRiseFrames = 8;  // … that comes within 80 ms
constexpr double kLongestS = 0.15;      // a burst of breath is over by then

}  // namespace

PlosiveMeter::PlosiveMeter(int sample_rate_hz) : track_(sample_rate_hz, kLowestHz, kHighestHz) {}

EventCount PlosiveMeter::finish() const {
  if (track_.frame_count() < detail::kWindowFrames) return {Reading::none("shorter than 50 ms"), {}};
  const auto low = track_.band_windows();
  const auto total = track_.total_windows();
  const double gate = dsp::db_to_power(kGateDbfs);
  std::vector<double> talking;
  for (std::size_t i = 0; i < low.size(); ++i) {
    if (total[i] > gate) talking.push_back(low[i]);
  }
  const double least = std::max({gate, track_.speech_power() * dsp::db_to_power(kUnderVoiceDb),
                                 dsp::quantile(std::move(talking), kOwnLowEnd) * dsp::db_to_power(kOverLowEndDb)});
  const auto rise = static_cast<float>(dsp::db_to_power(kRiseDb));
  std::vector<bool> holds(low.size());
  bool inside = false;
  for (std::size_t i = 0; i < low.size(); ++i) {
    const bool is_loud = low[i] > least && low[i] > kLeastShare * total[i];
    if (is_loud && !inside) {
      const auto from = low.begin() + static_cast<std::ptrdiff_t>(i > kRiseFrames ? i - kRiseFrames : 0);
      const auto peak = low.begin() + static_cast<std::ptrdiff_t>(std::min(i + detail::kWindowFrames, low.size()));
      inside = *std::max_element(low.begin() + static_cast<std::ptrdiff_t>(i), peak) >
               rise * *std::min_element(from, low.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
    inside = inside && is_loud;
    holds[i] = inside;
  }
  return detail::events_of(holds, track_.hop_s(), kLongestS);
}

Result<EventCount> measure_plosives(const audio::AudioView& view) {
  TRY(const auto mono, detail::mono_samples(view));
  PlosiveMeter meter(view.sample_rate_hz());
  detail::push_frames(mono, view.sample_rate_hz(), meter);
  return meter.finish();
}

}  // namespace timbre::measure
