#include "safety/watermark_strength.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace timbre::safety {

namespace {

constexpr double kSilenceDbfs = -65.0;
constexpr double kSilenceUnderPeakDb = 40.0;
constexpr double kPeakFadeDb = 0.1;  // a pair
// A jump between the two frames of a pair: what is added to the louder would be heard before it begins.
constexpr double kOnsetDb = 15.0;
constexpr double kOnsetShare = 0.5;

// In the loudest band of a pair a change is heard best, and costs most; weaker bands are masked by it.
constexpr double kStrengthAt10Db = 1.3;  // 10 dB under the loudest band
constexpr double kStrengthPerDb = 0.09;
constexpr double kLeastStrengthDb = 0.8;
constexpr double kMostStrengthDb = 3.0;

constexpr double kLowBandGainDb = 1.1;
constexpr double kHighBandGainDb = 3.0;
constexpr double kHighBand = 24.0;  // about 1.9 kHz

// The budget: what is added lies this far under the sound, payload and rounding up included; over about 5 s.
constexpr double kMarkUnderSoundDb = 21.8;
constexpr double kLeastFactor = 0.8;
constexpr double kMostFactor = 2.5;
constexpr double kMemory = 0.9;         // a segment
constexpr double kOverlapShare = 0.55;  // frames overlap, and the two of a pair cancel where they do
constexpr double kNoiseUnderSoundDb = 15.0;
constexpr double kBandsOfSpectrum = static_cast<double>(kMarkWindow) / 2 / kBinsPerBand;

double energy_of(double db) { return std::pow(10.0, db / 10.0); }

}  // namespace

double most_gain_db(std::size_t band) {
  const double share = std::min(1.0, static_cast<double>(band) / kHighBand);
  return kLowBandGainDb + (kHighBandGainDb - kLowBandGainDb) * share;
}

SegmentTiles WatermarkStrength::next(const SegmentLevels& segment) {
  SegmentTiles strength{};
  if (!std::isfinite(segment.total_energy)) return strength;  // not a sound
  shape(segment, strength);
  keep_to_budget(segment, strength);
  return strength;
}

void WatermarkStrength::shape(const SegmentLevels& segment, SegmentTiles& strength) {
  for (std::size_t pair = 0; pair < kSegmentPairs; ++pair) {
    const float* first = segment.level_db.data() + 2 * pair * kBandCount;
    const float* second = first + kBandCount;
    double first_energy = 1e-20;
    double second_energy = 1e-20;
    double loudest_db = -200.0;
    for (std::size_t k = 0; k < kBandCount; ++k) {
      first_energy += energy_of(first[k]);
      second_energy += energy_of(second[k]);
      loudest_db = std::max<double>(loudest_db, std::max(first[k], second[k]));
    }
    const double level_db = 10.0 * std::log10(0.5 * (first_energy + second_energy));
    peak_db_ = std::max(peak_db_ - kPeakFadeDb, level_db);
    if (level_db < kSilenceDbfs || level_db < peak_db_ - kSilenceUnderPeakDb) continue;
    const bool jumps = std::abs(10.0 * std::log10(second_energy / first_energy)) > kOnsetDb;
    for (std::size_t k = 0; k < kBandCount; ++k) {
      const double under_db = loudest_db - std::max(first[k], second[k]);
      const double wanted =
          std::clamp(kStrengthAt10Db + kStrengthPerDb * (under_db - 10.0), kLeastStrengthDb, kMostStrengthDb);
      strength[pair * kBandCount + k] = static_cast<float>(jumps ? kOnsetShare * wanted : wanted);
    }
  }
}

void WatermarkStrength::keep_to_budget(const SegmentLevels& segment, SegmentTiles& strength) {
  double mark = 1e-20;
  for (std::size_t i = 0; i < strength.size(); ++i) {
    const std::size_t at = first_frame_of(i);
    const double energy = energy_of(segment.level_db[at]) + energy_of(segment.level_db[at + kBandCount]);
    const double change = std::numbers::ln10 / 20.0 * strength[i];  // of the amplitude, for small gains
    mark += kOverlapShare * energy * change * change;
  }
  const double sound = sound_energy_ + segment.total_energy;
  const double room = energy_of(-kMarkUnderSoundDb) * sound - mark_energy_;
  const double factor = std::clamp(std::sqrt(std::max(0.0, room / mark)), kLeastFactor, kMostFactor);
  for (std::size_t i = 0; i < strength.size(); ++i) {
    strength[i] = static_cast<float>(std::min(most_gain_db(i % kBandCount), factor * strength[i]));
  }
  sound_energy_ = kMemory * sound;
  mark_energy_ = kMemory * (mark_energy_ + factor * factor * mark);
  constexpr double kFramesRemembered = kSegmentFrames / (1.0 - kMemory);
  expected_noise_ = energy_of(-kNoiseUnderSoundDb) * sound / kFramesRemembered / kBandsOfSpectrum;
}

}  // namespace timbre::safety
