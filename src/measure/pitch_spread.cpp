#include "measure/pitch_spread.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include "dsp/statistics.h"

namespace timbre::measure {
namespace {

struct Piece {
  std::size_t first = 0;
  std::size_t end = 0;
};

double semitones(float f0_hz) { return 12.0 * std::log2(static_cast<double>(f0_hz)); }

/// Maximal voiced runs, cut also where the pitch jumps by more than `jump_st`.
std::vector<Piece> pieces_of(const std::vector<float>& f0_hz, double jump_st) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < f0_hz.size();) {
    if (f0_hz[i] <= 0.0F) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < f0_hz.size() && f0_hz[end] > 0.0F &&
           std::abs(semitones(f0_hz[end]) - semitones(f0_hz[end - 1])) <= jump_st) {
      ++end;
    }
    pieces.push_back({i, end});
    i = end;
  }
  return pieces;
}

std::vector<double> voiced_semitones(const std::vector<float>& f0_hz, std::size_t first, std::size_t end) {
  std::vector<double> found;
  for (std::size_t i = first; i < std::min(end, f0_hz.size()); ++i) {
    if (f0_hz[i] > 0.0F) found.push_back(semitones(f0_hz[i]));
  }
  return found;
}

std::size_t frames_in(double seconds, double hop_s) {
  return hop_s > 0.0 ? static_cast<std::size_t>(std::max(0L, std::lround(seconds / hop_s))) : 0;
}

void make_unvoiced(std::vector<float>& f0_hz, const Piece& piece) {
  std::fill(f0_hz.begin() + static_cast<std::ptrdiff_t>(piece.first),
            f0_hz.begin() + static_cast<std::ptrdiff_t>(piece.end), 0.0F);
}

PitchSpread none(const std::string& why) { return {Reading::none(why), Reading::none(why), Reading::none(why)}; }

std::string too_little(double voiced_s, double least_s) {
  if (voiced_s <= 0.0) return "no voiced speech";
  std::array<char, 96> text{};
  std::snprintf(text.data(), text.size(), "only %.2f s of voiced speech; pitch needs %.1f s", voiced_s, least_s);
  return text.data();
}

}  // namespace

PitchContour during_speech(PitchContour contour, const VoiceActivity& activity) {
  for (std::size_t i = 0; i < contour.f0_hz.size(); ++i) {
    const double time_s = (static_cast<double>(i) + 0.5) * contour.hop_s;
    const auto frame = activity.hop_s > 0.0 ? static_cast<std::size_t>(time_s / activity.hop_s) : std::size_t{0};
    if (frame >= activity.is_speech.size() || activity.is_speech[frame] == 0) contour.f0_hz[i] = 0.0F;
  }
  return contour;
}

PitchContour without_octave_errors(PitchContour contour, const PitchSpreadOptions& options) {
  auto& f0_hz = contour.f0_hz;
  constexpr double kAnyJump = 1000.0;
  for (const Piece& island : pieces_of(f0_hz, kAnyJump)) {
    if (island.end - island.first < frames_in(options.least_island_s, contour.hop_s)) make_unvoiced(f0_hz, island);
  }
  const std::vector<float> before = f0_hz;
  const std::size_t reach = frames_in(options.neighbourhood_s, contour.hop_s);
  for (const Piece& piece : pieces_of(before, options.least_jump_st)) {
    if (piece.end - piece.first >= frames_in(options.longest_outlier_s, contour.hop_s)) continue;
    const double own = dsp::median(voiced_semitones(before, piece.first, piece.end));
    const std::size_t from = piece.first > reach ? piece.first - reach : 0;
    const double around = dsp::median(voiced_semitones(before, from, piece.end + reach));
    if (std::abs(own - around) > options.least_distance_st) make_unvoiced(f0_hz, piece);
  }
  return contour;
}

PitchSpread measure_pitch_spread(const PitchContour& contour, const PitchSpreadOptions& options) {
  const PitchContour clean = without_octave_errors(contour, options);
  // Half a frame of slack: the sum of many hops must not miss the limit by a rounding error.
  if (clean.voiced_s() + 0.5 * clean.hop_s < options.least_voiced_s) {
    return none(too_little(clean.voiced_s(), options.least_voiced_s));
  }
  const auto pitch_st = voiced_semitones(clean.f0_hz, 0, clean.f0_hz.size());
  return {Reading::of(std::exp2(dsp::median(pitch_st) / 12.0)), Reading::of(dsp::standard_deviation(pitch_st)),
          Reading::of(dsp::quantile(pitch_st, 0.9) - dsp::quantile(pitch_st, 0.1))};
}

}  // namespace timbre::measure
