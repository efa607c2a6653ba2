#include "train/augment.h"

#include <algorithm>
#include <cmath>

#include "dsp/convolution.h"
#include "dsp/resample.h"
#include "eval/degrade.h"

namespace timbre::train {
namespace {

double mean_square(std::span<const float> samples) {
  double sum = 0.0;
  for (const float x : samples) sum += static_cast<double>(x) * x;
  return samples.empty() ? 0.0 : sum / static_cast<double>(samples.size());
}

double between(double low, double high, Random& random) { return low + (high - low) * random.uniform(); }

std::vector<float> in_room(std::span<const float> samples, int rate_hz, Random& random) {
  const double decay_s = between(0.1, 0.8, random);
  const double ratio_db = between(0.0, 20.0, random);
  auto out = dsp::convolve(samples, made_room(rate_hz, decay_s, ratio_db, random));
  out.resize(samples.size());
  return out;
}

/// Several people at once, each from a random place on.
std::vector<float> babble(std::size_t count, std::span<const std::span<const float>> others, Random& random) {
  std::vector<float> sum(count, 0.0F);
  const std::size_t people = 1 + random.next() % 6;
  for (std::size_t p = 0; p < people; ++p) {
    const auto voice = others[random.next() % others.size()];
    const double level = std::sqrt(mean_square(voice));
    if (level <= 0.0) continue;
    const std::size_t start = random.next() % voice.size();
    for (std::size_t i = 0; i < count; ++i) sum[i] += static_cast<float>(voice[(start + i) % voice.size()] / level);
  }
  return sum;
}

void in_noise(std::span<float> samples, std::span<const std::span<const float>> others, Random& random) {
  if (!others.empty() && random.uniform() < 0.4) {
    eval::add_noise(samples, babble(samples.size(), others, random), between(12.0, 28.0, random));
  } else {
    eval::add_noise(samples, made_noise(samples.size(), random.uniform(), random), between(6.0, 30.0, random));
  }
}

void set_level(std::vector<float>& samples, Random& random) {
  const bool is_clipped = random.uniform() < 0.05;
  const double gain = std::pow(10.0, (is_clipped ? between(6.0, 18.0, random) : between(-20.0, 0.0, random)) / 20.0);
  for (float& x : samples) x = std::clamp(static_cast<float>(x * gain), -1.0F, 1.0F);
}

}  // namespace

std::vector<float> at_speed(std::span<const float> samples, int rate_hz, double speed) {
  return dsp::resample(samples, static_cast<int>(std::lround(rate_hz * speed)), rate_hz,
                       dsp::ResampleQuality::Analysis);
}

std::vector<float> made_room(int rate_hz, double decay_s, double direct_to_reverberant_db, Random& random) {
  std::vector<float> room(static_cast<std::size_t>(decay_s * rate_hz) + 1);
  const double per_sample = std::pow(10.0, -3.0 / (decay_s * rate_hz));
  double level = 1.0;
  double energy = 0.0;
  for (std::size_t i = 1; i < room.size(); ++i) {
    level *= per_sample;
    room[i] = static_cast<float>(level * random.normal());
    energy += static_cast<double>(room[i]) * room[i];
  }
  const double scale = std::sqrt(std::pow(10.0, -direct_to_reverberant_db / 10.0) / std::max(energy, 1e-12));
  for (float& x : room) x = static_cast<float>(x * scale);
  room[0] = 1.0F;
  return room;
}

std::vector<float> made_noise(std::size_t count, double rumble, Random& random) {
  std::vector<float> noise(count);
  // A leaky sum turns white into brown above its corner; in between, both are mixed.
  const double leak = 0.995;
  double low = 0.0;
  for (float& x : noise) {
    const double white = random.normal();
    low = leak * low + white * std::sqrt(1.0 - leak * leak);
    x = static_cast<float>((1.0 - rumble) * white + rumble * low);
  }
  const double level = std::sqrt(std::max(mean_square(noise), 1e-12));
  for (float& x : noise) x = static_cast<float>(x / level);
  return noise;
}

std::vector<float> degraded(std::span<const float> samples, int rate_hz, std::span<const std::span<const float>> others,
                            Random& random) {
  std::vector<float> out(samples.begin(), samples.end());
  if (random.uniform() < 0.4) out = in_room(out, rate_hz, random);
  if (random.uniform() < 0.7) in_noise(out, others, random);
  set_level(out, random);
  const double band = random.uniform();
  if (band < 0.12) {
    out = eval::through_telephone(out, rate_hz);
  } else if (band < 0.25) {
    out = dsp::low_passed(out, rate_hz, between(3000.0, 7000.0, random), 101);
  }
  return out;
}

}  // namespace timbre::train
