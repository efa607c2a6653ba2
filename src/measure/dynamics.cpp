#include "measure/dynamics.h"

#include <algorithm>
#include <cmath>

#include "dsp/decibel.h"
#include "dsp/statistics.h"

namespace timbre::measure {

Reading measure_dynamics(const FrameLevels& levels, const VoiceActivity& activity, const DynamicsOptions& options) {
  if (activity.speech_s() <= 0.0 || !(levels.hop_s > 0.0)) return Reading::none("no speech");
  const auto window = static_cast<std::size_t>(std::max(1L, std::lround(options.window_s / levels.hop_s)));
  const std::size_t count = std::min(levels.mean_square.size(), activity.is_speech.size());
  std::vector<double> level_db;
  double sum = 0.0;
  std::size_t run = 0;  // speech frames in a row up to here
  for (std::size_t i = 0; i < count; ++i) {
    // Digital zeros have no level, whatever the detector says of them.
    if (activity.is_speech[i] == 0 || !(levels.mean_square[i] > 0.0F)) {
      run = 0;
      sum = 0.0;
      continue;
    }
    sum += levels.mean_square[i];
    if (++run > window) sum -= levels.mean_square[i - window];
    if (run >= window) level_db.push_back(dsp::power_to_db(sum / static_cast<double>(window)));
  }
  if (static_cast<double>(level_db.size()) * levels.hop_s < options.least_windows_s) {
    return Reading::none("too little speech without a pause");
  }
  return Reading::of(dsp::quantile(level_db, 0.9) - dsp::quantile(level_db, 0.1));
}

}  // namespace timbre::measure
