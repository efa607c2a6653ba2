#include "measure/speech_likeness.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "dsp/decibel.h"
#include "dsp/statistics.h"

namespace timbre::measure {
namespace {

// As in voice activity: wind and handling live below 250 Hz, articulation does not.
constexpr std::size_t kFirstBand = 1;
constexpr std::size_t kShapeSize = kMaxBandCount - kFirstBand;
using Shape = std::array<double, kShapeSize>;

constexpr double kFloorRelative = 1e-9;  // 90 dB under the loudest frames a band is empty
constexpr double kLoudQuantile = 0.98;
constexpr std::size_t kChangeFrames = 5;  // 50 ms: about the time from a consonant to its vowel
constexpr std::size_t kMeanReach = 4;     // 80 ms means, so that chance does not wander
constexpr double kSteadySt = 0.05;

// The decision (docs/no-speech.md). Less than two syllables' time is no evidence.
constexpr double kLeastSpeechS = 0.2;
constexpr double kVoicedShare = 0.33;      // of speech with a voice in it: 0.38 and more
constexpr double kLeastGlideSt = 0.06;     // speech 0.10 and more; music 0.03 and less
constexpr double kMostSteadyShare = 0.45;  // speech 0.30 and less; music 0.63 and more
constexpr double kVoicedChangeDb = 4.3;    // speech in white noise at 10 dB: 4.8; rooms and machines up to 3.9
constexpr double kVoicedSpreadDb = 4.4;
constexpr double kWhisperChangeDb = 5.8;  // whispers 6.0 and more; bursts of noise up to 5.5
constexpr double kWhisperSpreadDb = 5.2;  // whispers 5.5 and more; bursts of noise up to 5.0

Shape shape_of(const std::array<double, kMaxBandCount>& powers, double floor) {
  double total = 0.0;
  for (std::size_t b = kFirstBand; b < kMaxBandCount; ++b) total += powers[b] + floor;
  const double total_db = dsp::power_to_db(total);
  Shape shape{};
  for (std::size_t b = kFirstBand; b < kMaxBandCount; ++b)
    shape[b - kFirstBand] = dsp::power_to_db(powers[b] + floor) - total_db;
  return shape;
}

/// The mean power of the frames [first, end).
std::array<double, kMaxBandCount> mean_power(const BandLevels& levels, std::size_t first, std::size_t end) {
  std::array<double, kMaxBandCount> mean{};
  for (std::size_t t = first; t < end; ++t)
    for (std::size_t b = 0; b < kMaxBandCount; ++b) mean[b] += levels.frames[t][b] / static_cast<double>(end - first);
  return mean;
}

double rms_difference(const Shape& a, const Shape& b) {
  double sum = 0.0;
  for (std::size_t k = 0; k < kShapeSize; ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return std::sqrt(sum / static_cast<double>(kShapeSize));
}

/// Mean over bands of the standard deviation of shapes, as they come.
class Spread {
 public:
  void add(const Shape& shape) {
    ++count_;
    for (std::size_t k = 0; k < kShapeSize; ++k) {
      const double delta = shape[k] - mean_[k];
      mean_[k] += delta / count_;
      squares_[k] += delta * (shape[k] - mean_[k]);
    }
  }
  [[nodiscard]] double value() const {
    double sum = 0.0;
    for (const double s : squares_) sum += count_ > 0.0 ? std::sqrt(s / count_) : 0.0;
    return sum / static_cast<double>(kShapeSize);
  }

 private:
  double count_ = 0.0;
  Shape mean_{};
  Shape squares_{};
};

double median_or_zero(std::vector<double> values) {
  return values.empty() ? 0.0 : dsp::quantile(std::move(values), 0.5);
}

}  // namespace

bool SpeechLikeness::is_speech() const {
  if (speech_s < kLeastSpeechS) return false;
  if (shape_change_db >= kWhisperChangeDb && shape_spread_db >= kWhisperSpreadDb && voiced_share < kVoicedShare)
    return true;
  return voiced_share >= kVoicedShare && glide_st >= kLeastGlideSt && steady_share <= kMostSteadyShare &&
         shape_change_db >= kVoicedChangeDb && shape_spread_db >= kVoicedSpreadDb;
}

SpeechLikenessMeter::SpeechLikenessMeter(const BandLevels& levels, const VoiceActivity& activity,
                                         const PitchContour& pitch)
    : levels_(levels), activity_(activity), pitch_(pitch) {
  std::vector<double> totals;
  for (const auto& powers : levels.frames) {
    double total = 0.0;
    for (std::size_t b = kFirstBand; b < kMaxBandCount; ++b) total += powers[b];
    totals.push_back(total);
  }
  if (!totals.empty()) floor_ = std::max(1e-30, dsp::quantile(std::move(totals), kLoudQuantile) * kFloorRelative);
}

bool SpeechLikenessMeter::is_claimed(std::size_t frame) const {
  return frame < activity_.is_speech.size() && frame < levels_.frames.size() && activity_.is_speech[frame] != 0;
}

SpeechLikeness SpeechLikenessMeter::measure(const std::vector<TimeRange>& parts) const {
  const std::size_t count = levels_.frames.size();
  std::vector<double> changes;
  std::vector<double> glides;
  Spread spread;
  double claimed = 0.0;
  double voiced = 0.0;
  double steady = 0.0;
  for (const TimeRange& part : parts) {
    const auto first = static_cast<std::size_t>(std::max(0.0, std::floor(part.start_s / activity_.hop_s)));
    const auto end = std::min(count, static_cast<std::size_t>(std::max(0.0, std::ceil(part.end_s / activity_.hop_s))));
    for (std::size_t t = first; t < end; ++t) {
      if (!is_claimed(t)) continue;
      claimed += 1.0;
      spread.add(
          shape_of(mean_power(levels_, t < kMeanReach ? 0 : t - kMeanReach, std::min(count, t + kMeanReach)), floor_));
      if (t + kChangeFrames < end && is_claimed(t + kChangeFrames)) {
        changes.push_back(
            rms_difference(shape_of(mean_power(levels_, t, t + 1), floor_),
                           shape_of(mean_power(levels_, t + kChangeFrames, t + kChangeFrames + 1), floor_)));
      }
      const double f0_hz = t < pitch_.f0_hz.size() ? pitch_.f0_hz[t] : 0.0;
      if (f0_hz <= 0.0) continue;
      voiced += 1.0;
      const double next_hz =
          t + 1 < end && t + 1 < pitch_.f0_hz.size() && is_claimed(t + 1) ? pitch_.f0_hz[t + 1] : 0.0;
      if (next_hz > 0.0) glides.push_back(std::abs(12.0 * std::log2(next_hz / f0_hz)));
    }
  }
  SpeechLikeness found;
  if (claimed <= 0.0) return found;
  for (const double glide : glides) steady += glide < kSteadySt ? 1.0 : 0.0;
  found.speech_s = claimed * activity_.hop_s;
  found.voiced_share = voiced / claimed;
  found.steady_share = glides.empty() ? 1.0 : steady / static_cast<double>(glides.size());
  found.glide_st = median_or_zero(std::move(glides));
  found.shape_change_db = median_or_zero(std::move(changes));
  found.shape_spread_db = spread.value();
  return found;
}

}  // namespace timbre::measure
