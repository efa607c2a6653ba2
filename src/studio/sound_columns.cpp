#include "studio/sound_columns.h"

#include <algorithm>
#include <cmath>

#include "dsp/extremes.h"

namespace timbre::studio {
namespace {

double to_four_digits(float value) { return std::round(static_cast<double>(value) * 10'000.0) / 10'000.0; }

}  // namespace

Json columns_json(const audio::AudioView& sound, std::size_t columns) {
  const std::size_t frames = sound.frame_count();
  const std::size_t count = std::min(std::clamp<std::size_t>(columns, 1, kMaxSoundColumns), frames);
  Json lowest = Json::array();
  Json highest = Json::array();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t from = i * frames / count;
    const auto part = sound.channel(0).subspan(from, (i + 1) * frames / count - from);
    const dsp::Extremes found = dsp::extremes(part);
    lowest.push_back(to_four_digits(found.lowest));
    highest.push_back(to_four_digits(found.highest));
  }
  const double step_s = count == 0 ? 0 : sound.duration_s() / static_cast<double>(count);
  return {{"duration_s", sound.duration_s()},
          {"sample_rate_hz", sound.sample_rate_hz()},
          {"peaks", {{"step_s", step_s}, {"min", std::move(lowest)}, {"max", std::move(highest)}}}};
}

}  // namespace timbre::studio
