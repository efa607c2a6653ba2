#include "measure/voice_activity_detector.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "measure/fast_log2.h"

namespace timbre::measure {
namespace {

using Frames = std::vector<BandPowers>;
using Flags = std::vector<std::uint8_t>;

// The decision leaves out 120 … 250 Hz: wind, handling and traffic swell there, and speech never lives there alone.
constexpr std::size_t kFirstBand = 1;
// Against divisions by zero only: −240 dBFS.
constexpr float kSmallest = 1e-24F;
// This far below the loudest frame (−80 dB) a frame is digitally dead: a gate's closed state, not room tone.
constexpr float kDeadRelative = 1e-8F;
// 80 ms means are steady enough for a minimum and short enough to fall between words.
constexpr std::size_t kBlockFrames = 8;
// ±20 blocks = ±1.6 s: hardly anyone speaks that long without every band falling quiet once.
constexpr std::size_t kMinimumReachBlocks = 20;
// The minimum of 41 noisy means lies about 2 dB below their mean in bands this wide.
constexpr float kMinimumBias = 1.6F;
// γ is capped at 13 dB: three strong bands outweigh one, however strong.
constexpr float kGammaCap = 20.0F;
constexpr float kLnPerLog2 = 0.693147181F;
// Likelihood a frame needs to be the core of a run, and to prolong one.
constexpr float kCoreLikelihood = 1.6F;
constexpr float kEdgeLikelihood = 0.6F;
// Noise is learnt again from frames this far from speech (30 ms), within ±2.5 s, at least 150 ms of them.
constexpr std::size_t kLearnGuardFrames = 3;
constexpr std::size_t kLearnReachFrames = 250;
constexpr std::size_t kLearnMinimumFrames = 15;
// Speech spans about 30 dB from vowel to weak fricative; what lies further below the loudest frames is breath or room.
constexpr double kRangeDb = 34.0;
constexpr double kLoudFraction = 0.98;
constexpr std::size_t kCoreFrames = 4;      // 40 ms of core: shorter is a click
constexpr std::size_t kGapFrames = 15;      // stop closures and short gaps up to 150 ms belong to the word
constexpr std::size_t kShortestFrames = 8;  // shorter than 80 ms is no syllable
constexpr std::size_t kHangoverFrames = 1;  // the tail of a word falls under the noise before it ends
// Median change of a strong band over 40 ms, dB: speech moves by 3 and more, tones and hum by well under 1.
constexpr float kLeastMovementDb = 1.2F;
constexpr std::size_t kMovementFrames = 4;

float total_of(const BandPowers& powers) {
  float sum = 0.0F;
  for (std::size_t b = kFirstBand; b < kMaxBandCount; ++b) sum += powers[b];
  return sum;
}

Frames smoothed(const Frames& frames) {
  Frames out(frames.size());
  for (std::size_t t = 0; t < frames.size(); ++t) {
    const BandPowers& before = frames[t > 0 ? t - 1 : t];
    const BandPowers& after = frames[t + 1 < frames.size() ? t + 1 : t];
    for (std::size_t b = 0; b < kMaxBandCount; ++b) out[t][b] = (before[b] + frames[t][b] + after[b]) / 3.0F;
  }
  return out;
}

/// A frame is alive where it and its neighbours carry signal, so that the edge of a gate teaches no noise.
Flags alive_frames(const Frames& frames) {
  float loudest = 0.0F;
  for (const auto& powers : frames) loudest = std::max(loudest, total_of(powers));
  const float least = std::max(kSmallest, loudest * kDeadRelative);
  Flags carries(frames.size());
  for (std::size_t t = 0; t < frames.size(); ++t) carries[t] = total_of(frames[t]) > least ? 1 : 0;
  Flags alive = carries;
  for (std::size_t t = 0; t + 1 < frames.size(); ++t) {
    if (carries[t] == 0) alive[t + 1] = 0;
    if (carries[t + 1] == 0) alive[t] = 0;
  }
  return alive;
}

/// Minimum statistics: one noise spectrum per block of kBlockFrames.
Frames noise_from_minima(const Frames& frames, const Flags& alive) {
  constexpr float kNever = 1e30F;
  Frames means;
  for (std::size_t start = 0; start < frames.size(); start += kBlockFrames) {
    BandPowers sum{};
    float count = 0.0F;
    for (std::size_t t = start; t < std::min(frames.size(), start + kBlockFrames); ++t) {
      if (alive[t] == 0) continue;
      for (std::size_t b = 0; b < kMaxBandCount; ++b) sum[b] += frames[t][b];
      count += 1.0F;
    }
    for (float& s : sum) s = count * 2.0F >= static_cast<float>(kBlockFrames) ? s / count : kNever;
    means.push_back(sum);
  }
  Frames noise(means.size());
  for (std::size_t i = 0; i < means.size(); ++i) {
    BandPowers least = means[i];
    const std::size_t end = std::min(means.size(), i + kMinimumReachBlocks + 1);
    for (std::size_t j = i < kMinimumReachBlocks ? 0 : i - kMinimumReachBlocks; j < end; ++j) {
      for (std::size_t b = 0; b < kMaxBandCount; ++b) least[b] = std::min(least[b], means[j][b]);
    }
    for (std::size_t b = 0; b < kMaxBandCount; ++b) noise[i][b] = least[b] * kMinimumBias;
  }
  return noise;
}

/// Mean over the frames without speech around each block; the old estimate where there are too few.
Frames noise_from_pauses(const Frames& frames, const Flags& alive, const Flags& speech, const Frames& fallback) {
  std::vector<std::array<double, kMaxBandCount + 1>> running(frames.size() + 1);
  for (std::size_t t = 0; t < frames.size(); ++t) {
    bool learn = alive[t] != 0;
    const std::size_t end = std::min(frames.size(), t + kLearnGuardFrames + 1);
    for (std::size_t j = t < kLearnGuardFrames ? 0 : t - kLearnGuardFrames; j < end; ++j)
      learn = learn && speech[j] == 0;
    running[t + 1] = running[t];
    if (!learn) continue;
    for (std::size_t b = 0; b < kMaxBandCount; ++b) running[t + 1][b] += frames[t][b];
    running[t + 1][kMaxBandCount] += 1.0;
  }
  Frames noise = fallback;
  for (std::size_t i = 0; i < noise.size(); ++i) {
    const std::size_t middle = i * kBlockFrames;
    const auto& low = running[middle < kLearnReachFrames ? 0 : middle - kLearnReachFrames];
    const auto& high = running[std::min(frames.size(), middle + kLearnReachFrames)];
    const double count = high[kMaxBandCount] - low[kMaxBandCount];
    if (count < static_cast<double>(kLearnMinimumFrames)) continue;
    for (std::size_t b = 0; b < kMaxBandCount; ++b) noise[i][b] = static_cast<float>((high[b] - low[b]) / count);
  }
  return noise;
}

std::vector<float> likelihoods(const BandLevels& levels, const Frames& smooth, const Flags& alive,
                               const Frames& noise) {
  std::vector<float> out(smooth.size(), 0.0F);
  for (std::size_t t = 0; t < smooth.size(); ++t) {
    if (alive[t] == 0) continue;
    const BandPowers& floor = noise[t / kBlockFrames];
    float sum = 0.0F;
    for (std::size_t b = kFirstBand; b < levels.band_count; ++b) {
      const float gamma = std::clamp(smooth[t][b] / std::max(floor[b], kSmallest), 1.0F, kGammaCap);
      sum += gamma - 1.0F - kLnPerLog2 * fast_log2(gamma);
    }
    out[t] = sum / static_cast<float>(levels.band_count - kFirstBand);
  }
  return out;
}

/// The level below which nothing is speech, from the loudest frames.
float least_speech_power(const Frames& smooth) {
  std::vector<float> totals;
  totals.reserve(smooth.size());
  for (const auto& powers : smooth) totals.push_back(total_of(powers));
  const auto rank = static_cast<std::ptrdiff_t>(kLoudFraction * static_cast<double>(totals.size() - 1));
  std::nth_element(totals.begin(), totals.begin() + rank, totals.end());
  return totals[static_cast<std::size_t>(rank)] * static_cast<float>(std::pow(10.0, -kRangeDb / 10.0));
}

/// Runs above the edge threshold that hold enough core frames.
Flags runs_with_core(const Frames& smooth, const std::vector<float>& likelihood, float least_power) {
  Flags speech(likelihood.size(), 0);
  const auto belongs = [&](std::size_t t) {
    return likelihood[t] > kEdgeLikelihood && total_of(smooth[t]) > least_power;
  };
  for (std::size_t t = 0; t < speech.size();) {
    if (!belongs(t)) {
      ++t;
      continue;
    }
    std::size_t end = t;
    std::size_t core = 0;
    for (; end < speech.size() && belongs(end); ++end) core += likelihood[end] > kCoreLikelihood ? 1 : 0;
    if (core >= kCoreFrames)
      std::fill(speech.begin() + static_cast<std::ptrdiff_t>(t), speech.begin() + static_cast<std::ptrdiff_t>(end),
                std::uint8_t{1});
    t = end;
  }
  return speech;
}

/// Calls f(start, end) for every maximal run of `wanted`.
template <typename F>
void for_runs(const Flags& flags, std::uint8_t wanted, F f) {
  for (std::size_t t = 0; t < flags.size();) {
    std::size_t end = t;
    while (end < flags.size() && flags[end] == flags[t]) ++end;
    if (flags[t] == wanted) f(t, end);
    t = end;
  }
}

void set(Flags& flags, std::size_t start, std::size_t end, std::uint8_t value) {
  std::fill(flags.begin() + static_cast<std::ptrdiff_t>(start), flags.begin() + static_cast<std::ptrdiff_t>(end),
            value);
}

/// Median absolute change over 40 ms of the bands that stand out of the noise, dB. (A mean would count the jumps
/// between the notes of a melody as movement.)
float movement_db(const Frames& smooth, const Frames& noise, std::size_t start, std::size_t end) {
  std::vector<float> changes;
  for (std::size_t t = start; t + kMovementFrames < end; ++t) {
    const BandPowers& floor = noise[t / kBlockFrames];
    for (std::size_t b = 0; b < kMaxBandCount; ++b) {
      const float now = smooth[t][b];
      const float then = smooth[t + kMovementFrames][b];
      if (std::max(now, then) < 4.0F * floor[b] || std::min(now, then) <= 0.0F) continue;
      changes.push_back(std::abs(fast_power_to_db(then / now)));
    }
  }
  if (changes.empty()) return 0.0F;
  const auto middle = changes.begin() + static_cast<std::ptrdiff_t>(changes.size() / 2);
  std::nth_element(changes.begin(), middle, changes.end());
  return *middle;
}

void shape_runs(Flags& speech, const Frames& smooth, const Frames& noise) {
  const std::size_t count = speech.size();
  for_runs(Flags(speech), 0, [&](std::size_t start, std::size_t end) {
    if (start > 0 && end < count && end - start <= kGapFrames) set(speech, start, end, 1);
  });
  for_runs(Flags(speech), 1, [&](std::size_t start, std::size_t end) {
    if (end - start < kShortestFrames || movement_db(smooth, noise, start, end) < kLeastMovementDb) {
      set(speech, start, end, 0);
    }
  });
  for_runs(Flags(speech), 1,
           [&](std::size_t start, std::size_t end) { set(speech, start, std::min(count, end + kHangoverFrames), 1); });
}

}  // namespace

VoiceActivity detect_voice(const BandLevels& levels) {
  VoiceActivity activity{levels.hop_s, Flags(levels.frames.size(), 0)};
  if (levels.frames.empty() || levels.band_count <= kFirstBand) return activity;
  const Flags alive = alive_frames(levels.frames);
  const Frames smooth = smoothed(levels.frames);
  const float least = std::max(least_speech_power(smooth), kSmallest);
  Frames noise = noise_from_minima(levels.frames, alive);
  const Flags first = runs_with_core(smooth, likelihoods(levels, smooth, alive, noise), least);
  noise = noise_from_pauses(levels.frames, alive, first, noise);
  activity.is_speech = runs_with_core(smooth, likelihoods(levels, smooth, alive, noise), least);
  shape_runs(activity.is_speech, smooth, noise);
  return activity;
}

Result<VoiceActivity> measure_voice_activity(audio::AudioView take) {
  if (take.channel_count() != 1 || take.sample_rate_hz() < 2000) {
    return Error{ErrorKind::InvalidInput, "voice activity is measured of one channel at 2000 Hz or more"};
  }
  VoiceActivityDetector detector(take.sample_rate_hz());
  dsp::Stft stft(take.sample_rate_hz(), [&detector](const dsp::SpectrumFrame& frame) { detector.push(frame); });
  stft.push(take.channel(0));
  stft.finish();
  return detector.finish();
}

}  // namespace timbre::measure
