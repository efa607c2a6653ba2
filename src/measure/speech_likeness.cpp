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
constexpr double kVoicedShare = 0.35;      // of speech with a voice in it: 0.38 and more
constexpr double kLeastGlideSt = 0.06;     // speech 0.10 and more; music 0.03 and less
constexpr double kMostSteadyShare = 0.45;  // speech 0.30 and less; music 0.63 and more
constexpr double kVoicedChangeDb =
    4.0;  // speech in white noise at 10 dB: 4.28 and more; rooms and machines 3.9, and less voiced
constexpr double kVoicedSpreadDb = 3.6;  // speech in white noise at 10 dB: 3.9
// One word has too few voiced frames for the pitch to show how it moves; a beep still does not move at all.
constexpr double kBriefS = 1.0;
constexpr double kBriefGlideSt = 0.03;
constexpr double kBriefSteadyShare = 0.7;
constexpr double kBriefSpreadDb = 4.4;
// Without a voice. Whispers change by 6.0 to 9.7 dB and spread by 5.5 to 10.7; bursts of noise up to 5.5 and 5.0;
// chirps of birds 20 and 16.
constexpr double kWhisperChangeDb = 5.8;
constexpr double kWhisperSpreadDb = 5.2;
constexpr double kMostWhisperChangeDb = 14.0;
constexpr double kMostWhisperSpreadDb = 14.0;

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

}  // namespace

struct SpeechLikenessMeter::Evidence {
  double claimed = 0.0;  // frames
  double voiced = 0.0;   // frames
  std::vector<double> changes;
  std::vector<double> glides;
  Spread spread;
};

bool SpeechLikeness::is_speech() const {
  if (speech_s < kLeastSpeechS) return false;
  if (voiced_share < kVoicedShare) {
    return shape_change_db >= kWhisperChangeDb && shape_change_db <= kMostWhisperChangeDb &&
           shape_spread_db >= kWhisperSpreadDb && shape_spread_db <= kMostWhisperSpreadDb;
  }
  const bool is_brief = speech_s < kBriefS;
  return glide_st >= (is_brief ? kBriefGlideSt : kLeastGlideSt) &&
         steady_share <= (is_brief ? kBriefSteadyShare : kMostSteadyShare) && shape_change_db >= kVoicedChangeDb &&
         shape_spread_db >= (is_brief ? kBriefSpreadDb : kVoicedSpreadDb);
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

float SpeechLikenessMeter::f0_hz(std::size_t frame) const {
  return is_claimed(frame) && frame < pitch_.f0_hz.size() ? pitch_.f0_hz[frame] : 0.0F;
}

void SpeechLikenessMeter::add_part(std::size_t first, std::size_t end, Evidence& evidence) const {
  const std::size_t count = levels_.frames.size();
  const auto shape_at = [this](std::size_t t) { return shape_of(mean_power(levels_, t, t + 1), floor_); };
  for (std::size_t t = first; t < end; ++t) {
    if (!is_claimed(t)) continue;
    evidence.claimed += 1.0;
    evidence.spread.add(
        shape_of(mean_power(levels_, t < kMeanReach ? 0 : t - kMeanReach, std::min(count, t + kMeanReach)), floor_));
    if (t + kChangeFrames < end && is_claimed(t + kChangeFrames))
      evidence.changes.push_back(rms_difference(shape_at(t), shape_at(t + kChangeFrames)));
    if (f0_hz(t) <= 0.0F) continue;
    evidence.voiced += 1.0;
    const float next_hz = t + 1 < end ? f0_hz(t + 1) : 0.0F;
    if (next_hz > 0.0F) evidence.glides.push_back(std::abs(12.0 * std::log2(next_hz / f0_hz(t))));
  }
}

SpeechLikeness SpeechLikenessMeter::measure(const std::vector<TimeRange>& parts) const {
  Evidence evidence;
  for (const TimeRange& part : parts) {
    const auto first = static_cast<std::size_t>(std::max(0.0, std::floor(part.start_s / activity_.hop_s)));
    const auto end = static_cast<std::size_t>(std::max(0.0, std::ceil(part.end_s / activity_.hop_s)));
    add_part(first, std::min(levels_.frames.size(), end), evidence);
  }
  SpeechLikeness found;
  if (evidence.claimed <= 0.0) return found;
  const auto& glides = evidence.glides;
  const auto steady = std::count_if(glides.begin(), glides.end(), [](double glide) { return glide < kSteadySt; });
  found.speech_s = evidence.claimed * activity_.hop_s;
  found.voiced_share = evidence.voiced / evidence.claimed;
  found.steady_share = glides.empty() ? 1.0 : static_cast<double>(steady) / static_cast<double>(glides.size());
  found.glide_st = dsp::median(evidence.glides);
  found.shape_change_db = dsp::median(std::move(evidence.changes));
  found.shape_spread_db = evidence.spread.value();
  return found;
}

}  // namespace timbre::measure
