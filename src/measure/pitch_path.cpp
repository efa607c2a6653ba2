#include "measure/pitch_path.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace timbre::measure {
namespace {

constexpr std::size_t kStateCount = kMaxPitchCandidates + 1;  // the last state is unvoiced
constexpr std::size_t kUnvoiced = kMaxPitchCandidates;

// The take's own loud level is a high quantile of the frames' peaks, not the largest: one click must not turn a whole
// take unvoiced.
constexpr double kLoudQuantile = 0.99;

using Scores = std::array<double, kStateCount>;
using Steps = std::array<std::uint8_t, kStateCount>;

double loud_peak(std::span<const PitchFrame> frames) {
  if (frames.empty()) return 0.0;
  std::vector<float> peaks;
  peaks.reserve(frames.size());
  for (const auto& frame : frames) peaks.push_back(frame.peak);
  const auto at = static_cast<std::ptrdiff_t>(kLoudQuantile * static_cast<double>(peaks.size() - 1));
  std::nth_element(peaks.begin(), peaks.begin() + at, peaks.end());
  return peaks[static_cast<std::size_t>(at)];
}

double unvoiced_strength(const PitchFrame& frame, double loud, const PitchOptions& options) {
  const double level = loud > 0.0 ? frame.peak / loud : 0.0;
  const double quiet = 2.0 - level * (1.0 + options.voicing_threshold) / options.silence_threshold;
  return options.voicing_threshold + std::max(0.0, quiet);
}

/// Best way into each state of `to`; returns where each came from.
Steps advance(const PitchFrame& from, const PitchFrame& to, const PitchOptions& options, const Scores& before,
              Scores& after) {
  Steps steps{};
  for (std::size_t j = 0; j < to.candidate_count; ++j) {
    double best = before[kUnvoiced] - options.voiced_unvoiced_cost;
    std::size_t best_from = kUnvoiced;
    for (std::size_t i = 0; i < from.candidate_count; ++i) {
      const double score =
          before[i] - options.octave_jump_cost * std::abs(static_cast<double>(to.octave[j]) - from.octave[i]);
      if (score > best) {
        best = score;
        best_from = i;
      }
    }
    after[j] = best;
    steps[j] = static_cast<std::uint8_t>(best_from);
  }
  double best = before[kUnvoiced];
  std::size_t best_from = kUnvoiced;
  for (std::size_t i = 0; i < from.candidate_count; ++i) {
    if (before[i] - options.voiced_unvoiced_cost <= best) continue;
    best = before[i] - options.voiced_unvoiced_cost;
    best_from = i;
  }
  after[kUnvoiced] = best;
  steps[kUnvoiced] = static_cast<std::uint8_t>(best_from);
  return steps;
}

void add_strengths(const PitchFrame& frame, double loud, const PitchOptions& options, Scores& scores) {
  const double top = std::log2(options.ceiling_hz);
  for (std::size_t j = 0; j < frame.candidate_count; ++j) {
    scores[j] += frame.strength[j] - options.octave_cost * (top - frame.octave[j]);
  }
  scores[kUnvoiced] += unvoiced_strength(frame, loud, options);
}

}  // namespace

std::vector<float> best_pitch_path(std::span<const PitchFrame> frames, const PitchOptions& options) {
  std::vector<float> f0_hz(frames.size(), 0.0F);
  if (frames.empty()) return f0_hz;
  const double loud = loud_peak(frames);
  std::vector<Steps> steps(frames.size());
  Scores scores{};
  add_strengths(frames[0], loud, options, scores);
  for (std::size_t i = 1; i < frames.size(); ++i) {
    Scores next{};
    steps[i] = advance(frames[i - 1], frames[i], options, scores, next);
    add_strengths(frames[i], loud, options, next);
    scores = next;
  }
  std::size_t state = kUnvoiced;
  for (std::size_t j = 0; j < frames.back().candidate_count; ++j) {
    if (scores[j] > scores[state]) state = j;
  }
  for (std::size_t i = frames.size(); i-- > 0;) {
    if (state != kUnvoiced) f0_hz[i] = std::exp2(frames[i].octave[state]);
    state = steps[i][state];
  }
  return f0_hz;
}

}  // namespace timbre::measure
