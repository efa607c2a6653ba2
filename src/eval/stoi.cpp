#include "eval/stoi.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "eval/detail/octave_resample.h"
#include "eval/detail/third_octaves.h"

namespace timbre::eval {
namespace {

constexpr int kRateHz = 10'000;
constexpr std::size_t kHop = kStoiFrame / 2;
constexpr std::size_t kSegment = 30;
constexpr double kDynamicRangeDb = 40;
constexpr double kLowestSdrDb = -15;
constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

using Segment = std::array<std::array<double, kSegment>, kBandCount>;

struct Pair {
  std::vector<double> clean;
  std::vector<double> changed;
};

double norm(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return std::sqrt(sum);
}

std::vector<double> frame_levels_db(std::span<const double> samples) {
  std::vector<double> levels;
  std::array<double, kStoiFrame> frame{};
  for (std::size_t at = 0; at + kStoiFrame < samples.size(); at += kHop) {
    for (std::size_t i = 0; i < kStoiFrame; ++i) frame[i] = stoi_window()[i] * samples[at + i];
    levels.push_back(20 * std::log10(norm(frame) + kEpsilon));
  }
  return levels;
}

/// The kept frames, windowed, joined and overlapped as if nothing had been between them.
std::vector<double> join_frames(std::span<const double> samples, const std::vector<std::size_t>& kept) {
  std::vector<double> joined(kept.empty() ? 0 : (kept.size() - 1) * kHop + kStoiFrame);
  for (std::size_t k = 0; k < kept.size(); ++k) {
    for (std::size_t i = 0; i < kStoiFrame; ++i) {
      joined[k * kHop + i] += stoi_window()[i] * samples[kept[k] * kHop + i];
    }
  }
  return joined;
}

Pair without_silence(const Pair& pair) {
  const std::vector<double> levels = frame_levels_db(pair.clean);
  std::vector<std::size_t> kept;
  if (!levels.empty()) {
    const double loudest = *std::max_element(levels.begin(), levels.end());
    for (std::size_t i = 0; i < levels.size(); ++i) {
      if (loudest - kDynamicRangeDb - levels[i] < 0) kept.push_back(i);
    }
  }
  return {join_frames(pair.clean, kept), join_frames(pair.changed, kept)};
}

Segment segment_at(const std::vector<Bands>& frames, std::size_t first) {
  Segment segment{};
  for (std::size_t k = 0; k < kBandCount; ++k) {
    for (std::size_t i = 0; i < kSegment; ++i) segment[k][i] = frames[first + i][k];
  }
  return segment;
}

void subtract_mean(std::span<double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  for (double& value : values) value -= sum / static_cast<double>(values.size());
}

double product(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// Correlation of the bands' envelopes, the changed one scaled and clipped at −15 dB of signal to distortion.
double correlation(Segment clean, Segment changed) {
  const double most = 1 + std::pow(10.0, -kLowestSdrDb / 20);
  double sum = 0;
  for (std::size_t k = 0; k < kBandCount; ++k) {
    auto& x = clean[k];
    auto& y = changed[k];
    const double scale = norm(x) / (norm(y) + kEpsilon);
    for (std::size_t i = 0; i < kSegment; ++i) y[i] = std::min(y[i] * scale, x[i] * most);
    subtract_mean(x);
    subtract_mean(y);
    sum += product(x, y) / ((norm(x) + kEpsilon) * (norm(y) + kEpsilon));
  }
  return sum / static_cast<double>(kBandCount);
}

void normalise(std::span<double> values) {
  subtract_mean(values);
  const double length = norm(values);
  for (double& value : values) value = length > 0 ? value / length : 0;
}

/// First each band over time, then each frame over the bands.
void normalise_rows_and_columns(Segment& segment) {
  for (auto& row : segment) normalise(row);
  Bands column{};
  for (std::size_t i = 0; i < kSegment; ++i) {
    for (std::size_t k = 0; k < kBandCount; ++k) column[k] = segment[k][i];
    normalise(column);
    for (std::size_t k = 0; k < kBandCount; ++k) segment[k][i] = column[k];
  }
}

double extended_correlation(Segment clean, Segment changed) {
  normalise_rows_and_columns(clean);
  normalise_rows_and_columns(changed);
  double sum = 0;
  for (std::size_t k = 0; k < kBandCount; ++k) sum += product(clean[k], changed[k]);
  return sum / static_cast<double>(kSegment);
}

Error bad(const std::string& what) { return Error{ErrorKind::InvalidInput, "STOI: " + what}; }

Result<void> check(const audio::AudioView& clean, const audio::AudioView& changed) {
  if (clean.channel_count() != 1 || changed.channel_count() != 1) {
    return bad("both signals must be mono; they have " + std::to_string(clean.channel_count()) + " and " +
               std::to_string(changed.channel_count()) + " channels");
  }
  if (clean.sample_rate_hz() != changed.sample_rate_hz() || clean.sample_rate_hz() < 1'000 ||
      clean.sample_rate_hz() > 384'000) {
    return bad("both signals must have one rate from 1000 to 384000 Hz; they have " +
               std::to_string(clean.sample_rate_hz()) + " and " + std::to_string(changed.sample_rate_hz()) + " Hz");
  }
  if (clean.frame_count() != changed.frame_count()) {
    return bad("both signals must be of one length; they have " + std::to_string(clean.frame_count()) + " and " +
               std::to_string(changed.frame_count()) + " samples; cut the longer one");
  }
  for (const auto& view : {clean, changed}) {
    const auto samples = view.channel(0);
    if (!std::all_of(samples.begin(), samples.end(), [](float x) { return std::isfinite(x); })) {
      return bad("a sample is not a number");
    }
  }
  return {};
}

Result<double> mean_over_segments(const audio::AudioView& clean, const audio::AudioView& changed,
                                  double (*compare)(Segment, Segment)) {
  TRY_VOID(check(clean, changed));
  const Pair pair = without_silence({octave_resample(clean.channel(0), clean.sample_rate_hz(), kRateHz),
                                     octave_resample(changed.channel(0), changed.sample_rate_hz(), kRateHz)});
  const std::vector<Bands> x = third_octaves(pair.clean);
  const std::vector<Bands> y = third_octaves(pair.changed);
  if (x.size() < kSegment) {
    return bad("only " + std::to_string(x.size()) + " frames of speech, " + std::to_string(kSegment) +
               " are needed; bring at least half a second of speech");
  }
  double sum = 0;
  const std::size_t count = x.size() - kSegment + 1;
  for (std::size_t first = 0; first < count; ++first) sum += compare(segment_at(x, first), segment_at(y, first));
  return sum / static_cast<double>(count);
}

}  // namespace

Result<double> stoi(const audio::AudioView& clean, const audio::AudioView& changed) {
  return mean_over_segments(clean, changed, correlation);
}

Result<double> extended_stoi(const audio::AudioView& clean, const audio::AudioView& changed) {
  return mean_over_segments(clean, changed, extended_correlation);
}

}  // namespace timbre::eval
