#include "measure/pauses.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include "dsp/statistics.h"

namespace timbre::measure {
namespace {

std::string no_pause_longer_than(double least_s) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "no pause longer than %.2f s", least_s);
  return text.data();
}

}  // namespace

Pauses measure_pauses(const VoiceActivity& activity, const PauseOptions& options) {
  const auto speech = activity.segments();
  if (speech.empty()) {
    const auto none = Reading::none("no speech");
    return {none, none, none};
  }
  std::vector<double> pauses_s;
  for (std::size_t i = 1; i < speech.size(); ++i) {
    const double pause_s = speech[i].start_s - speech[i - 1].end_s;
    // A thousandth of a frame of slack: 25 frames of 0.01 s are 0.25 s whatever the rounding says.
    if (pause_s + 1e-3 * activity.hop_s >= options.least_pause_s) pauses_s.push_back(pause_s);
  }
  const double span_s = speech.back().end_s - speech.front().start_s;
  Pauses pauses;
  pauses.per_minute = span_s >= options.least_span_s
                          ? Reading::of(60.0 * static_cast<double>(pauses_s.size()) / span_s)
                          : Reading::none("too short: less than a sentence between first and last speech");
  if (pauses_s.empty()) {
    pauses.median_s = pauses.longest_s = Reading::none(no_pause_longer_than(options.least_pause_s));
  } else {
    pauses.median_s = Reading::of(dsp::median(pauses_s));
    pauses.longest_s = Reading::of(*std::max_element(pauses_s.begin(), pauses_s.end()));
  }
  return pauses;
}

}  // namespace timbre::measure
