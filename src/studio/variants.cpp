#include "studio/variants.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "base/random.h"
#include "dsp/biquad.h"
#include "dsp/convolution.h"
#include "dsp/decibel.h"
#include "dsp/psola.h"
#include "dsp/statistics.h"
#include "dsp/wsola.h"

namespace timbre::studio {
namespace {

constexpr double kNoisySnrDb = 11.0;
constexpr double kClippedShare = 0.20;
constexpr double kFaster = 1.3;
constexpr double kSlower = 0.77;
constexpr double kRoomRt60S = 0.5;
constexpr double kRoomUnderDirectDb = 6.0;
constexpr double kQuietDb = -30.0;
constexpr double kHumBelowSpeechDb = 30.0;

std::vector<float> samples_of(const CleanTake& clean) {
  const auto channel = clean.audio.channel(0);
  return {channel.begin(), channel.end()};
}

/// Pink by Kellet's three-pole approximation (±0.5 dB from 40 Hz to 10 kHz at 44.1 kHz), scaled to the wanted RMS.
std::vector<float> pink_noise(std::size_t count, double rms, std::uint64_t seed) {
  SeededRandom random(seed);
  std::vector<float> out(count);
  double a = 0.0;
  double b = 0.0;
  double c = 0.0;
  double energy = 0.0;
  for (auto& x : out) {
    const double white = random.normal();
    a = 0.99765 * a + white * 0.0990460;
    b = 0.96300 * b + white * 0.2965164;
    c = 0.57000 * c + white * 1.0526913;
    x = static_cast<float>(a + b + c + white * 0.1848);
    energy += static_cast<double>(x) * x;
  }
  const double gain = energy > 0.0 ? rms / std::sqrt(energy / static_cast<double>(count)) : 0.0;
  for (auto& x : out) x = static_cast<float>(x * gain);
  return out;
}

std::vector<float> noisy(const CleanTake& clean) {
  auto x = samples_of(clean);
  const auto noise = pink_noise(x.size(), dsp::db_to_amplitude(clean.speech_level_dbfs - kNoisySnrDb), 11);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += noise[i];
  return x;
}

/// Only samples within 30 dB of the speech level count as speech when the share is taken.
std::vector<float> clipped(const CleanTake& clean) {
  auto x = samples_of(clean);
  std::vector<double> loud;
  const double least = dsp::db_to_amplitude(clean.speech_level_dbfs - 30.0);
  for (const float value : x) {
    if (std::abs(value) > least) loud.push_back(std::abs(value));
  }
  const auto rail = static_cast<float>(dsp::quantile(std::move(loud), 1.0 - kClippedShare));
  const float gain = rail > 0.0F ? static_cast<float>(dsp::db_to_amplitude(-1.0)) / rail : 1.0F;
  for (float& value : x) value = std::clamp(value, -rail, rail) * gain;
  return x;
}

std::vector<float> telephone(const CleanTake& clean) {
  const int rate_hz = clean.audio.format().sample_rate_hz;
  auto x = dsp::low_passed(clean.audio.channel(0), rate_hz, 3400.0);
  for (int pass = 0; pass < 2; ++pass) {
    dsp::Biquad filter(dsp::high_pass(rate_hz, 300.0));
    for (float& value : x) value = static_cast<float>(filter.process(value));
  }
  return x;
}

std::vector<float> roomy(const CleanTake& clean) {
  const int rate_hz = clean.audio.format().sample_rate_hz;
  SeededRandom random(5);
  std::vector<float> room(static_cast<std::size_t>(kRoomRt60S * rate_hz));
  double energy = 0.0;
  for (std::size_t i = 0; i < room.size(); ++i) {
    const double decay = std::pow(10.0, -3.0 * static_cast<double>(i) / static_cast<double>(room.size()));
    room[i] = static_cast<float>(decay * random.normal());
    energy += static_cast<double>(room[i]) * room[i];
  }
  const double gain = dsp::db_to_amplitude(-kRoomUnderDirectDb) / std::sqrt(energy);
  for (float& tap : room) tap = static_cast<float>(tap * gain);
  room[0] += 1.0F;
  auto y = dsp::convolve(clean.audio.channel(0), room);
  y.resize(clean.audio.frame_count());
  return y;
}

std::vector<float> quiet(const CleanTake& clean) {
  auto x = samples_of(clean);
  const double gain = dsp::db_to_amplitude(kQuietDb);
  for (float& value : x) value = static_cast<float>(std::round(value * gain * 32768.0) / 32768.0);
  return x;
}

std::vector<float> with_hum(const CleanTake& clean) {
  auto x = samples_of(clean);
  const double level = dsp::db_to_amplitude(clean.speech_level_dbfs - kHumBelowSpeechDb);
  const double rate_hz = clean.audio.format().sample_rate_hz;
  for (std::size_t i = 0; i < x.size(); ++i) {
    double hum = 0.0;
    for (const auto& [harmonic, share] : {std::pair{1, 0.8}, {2, 0.5}, {3, 0.3}, {4, 0.2}}) {
      hum += share * std::sin(2.0 * std::numbers::pi * 50.0 * harmonic * static_cast<double>(i) / rate_hz);
    }
    x[i] += static_cast<float>(std::numbers::sqrt2 * level * hum);
  }
  return x;
}

}  // namespace

std::string_view to_string(Variant variant) {
  constexpr std::array<std::string_view, kAllVariants.size()> kNames{
      "clean", "noisy", "clipped", "telephone", "faster", "slower", "monotone", "roomy", "quiet", "hum"};
  return kNames[static_cast<std::size_t>(variant)];
}

audio::AudioBuffer derive(const CleanTake& clean, Variant variant) {
  const int rate_hz = clean.audio.format().sample_rate_hz;
  const auto samples = clean.audio.channel(0);
  switch (variant) {
    case Variant::Clean:
      return clean.audio;
    case Variant::Noisy:
      return {rate_hz, noisy(clean)};
    case Variant::Clipped:
      return {rate_hz, clipped(clean)};
    case Variant::Telephone:
      return {rate_hz, telephone(clean)};
    case Variant::Faster:
      return {rate_hz, dsp::change_tempo(samples, rate_hz, kFaster)};
    case Variant::Slower:
      return {rate_hz, dsp::change_tempo(samples, rate_hz, kSlower)};
    case Variant::Monotone:
      return {rate_hz,
              dsp::with_constant_pitch(samples, rate_hz, clean.pitch.f0_hz, clean.pitch.hop_s, clean.f0_median_hz)};
    case Variant::Roomy:
      return {rate_hz, roomy(clean)};
    case Variant::Quiet:
      return {rate_hz, quiet(clean)};
    case Variant::Hum:
      return {rate_hz, with_hum(clean)};
  }
  return clean.audio;
}

}  // namespace timbre::studio
