#include "studio/stretches.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace timbre::studio {
namespace {

constexpr std::size_t kQuietFrames = 5;

/// The middle of the quietest 50 ms within [from_s, to_s].
double quietest_s(const measure::BandLevels& levels, double from_s, double to_s) {
  const auto first = static_cast<std::size_t>(from_s / levels.hop_s);
  const auto end = std::min(levels.frames.size(), static_cast<std::size_t>(to_s / levels.hop_s));
  double least = std::numeric_limits<double>::infinity();
  double at_s = to_s;
  for (std::size_t t = first; t + kQuietFrames <= end; ++t) {
    double power = 0.0;
    for (std::size_t i = t; i < t + kQuietFrames; ++i)
      for (const float band : levels.frames[i]) power += band;
    if (power >= least) continue;
    least = power;
    at_s = (static_cast<double>(t) + kQuietFrames / 2.0) * levels.hop_s;
  }
  return at_s;
}

/// Segments with their margins, which end half way to the neighbour at most, none longer than `longest_s`.
std::vector<TimeRange> padded_pieces(const measure::VoiceActivity& activity, const measure::BandLevels& levels,
                                     double duration_s, const StretchOptions& options) {
  const std::vector<TimeRange> segments = activity.segments();
  std::vector<TimeRange> pieces;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const double before_s = i == 0 ? 0.0 : (segments[i - 1].end_s + segments[i].start_s) / 2.0;
    const double after_s = i + 1 == segments.size() ? duration_s : (segments[i].end_s + segments[i + 1].start_s) / 2.0;
    TimeRange piece{std::max(before_s, segments[i].start_s - options.margin_s),
                    std::min({after_s, segments[i].end_s + options.margin_s, duration_s})};
    while (piece.end_s - piece.start_s > options.longest_s) {
      const double latest_s = piece.start_s + options.longest_s;
      const double cut_s = quietest_s(levels, latest_s - options.longest_s / 3.0, latest_s);
      pieces.push_back({piece.start_s, cut_s});
      piece.start_s = cut_s;
    }
    if (piece.end_s > piece.start_s) pieces.push_back(piece);
  }
  return pieces;
}

}  // namespace

std::vector<TimeRange> plan_stretches(const measure::VoiceActivity& activity, const measure::BandLevels& levels,
                                      double duration_s, const StretchOptions& options) {
  std::vector<TimeRange> stretches;
  for (const TimeRange& piece : padded_pieces(activity, levels, duration_s, options)) {
    const bool joins = !stretches.empty() && piece.start_s - stretches.back().end_s < options.pause_s &&
                       piece.end_s - stretches.back().start_s <= options.longest_s;
    if (joins) {
      stretches.back().end_s = piece.end_s;
    } else {
      stretches.push_back(piece);
    }
  }
  return stretches;
}

}  // namespace timbre::studio
