#include "measure/pauses.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
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
    return {none, none, none, none, {}};
  }
  std::vector<TimeRange> quiet;
  for (std::size_t i = 1; i < speech.size(); ++i) quiet.push_back({speech[i - 1].end_s, speech[i].start_s});
  return pauses_of(quiet, speech.back().end_s - speech.front().start_s, activity.hop_s, options);
}

Pauses pauses_of(const std::vector<TimeRange>& quiet, double span_s, double hop_s, const PauseOptions& options) {
  Pauses pauses;
  std::vector<double> lengths_s;
  double sum_s = 0.0;
  for (const TimeRange& range : quiet) {
    const double length_s = range.end_s - range.start_s;
    // A thousandth of a frame of slack: 25 frames of 0.01 s are 0.25 s whatever the rounding says.
    if (length_s + 1e-3 * hop_s < options.least_pause_s) continue;
    pauses.times.push_back(range);
    lengths_s.push_back(length_s);
    sum_s += length_s;
  }
  if (span_s >= options.least_span_s) {
    pauses.per_minute = Reading::of(60.0 * static_cast<double>(lengths_s.size()) / span_s);
    pauses.share_percent = Reading::of(100.0 * sum_s / span_s);
  } else {
    pauses.per_minute = pauses.share_percent =
        Reading::none("too short: less than a sentence between first and last speech");
  }
  if (lengths_s.empty()) {
    pauses.median_s = pauses.longest_s = Reading::none(no_pause_longer_than(options.least_pause_s));
  } else {
    pauses.longest_s = Reading::of(*std::max_element(lengths_s.begin(), lengths_s.end()));
    pauses.median_s = Reading::of(dsp::median(std::move(lengths_s)));
  }
  return pauses;
}

}  // namespace timbre::measure
