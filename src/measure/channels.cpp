#include "measure/channels.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dsp/decibel.h"
#include "dsp/vectorised.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kBlockFrames = 1024;  // fixed, so that the order of summation does not depend on the chunks
constexpr std::size_t kLanes = 8;
constexpr double kDeadDb = 40.0;             // quieter than any two placements of a microphone make the same voice
constexpr double kSameCorrelation = 0.9995;  // one signal but for rounding and dither
constexpr double kSameLevelDb = 0.1;
constexpr double kInvertedCorrelation = -0.9;

TIMBRE_VECTORISED double product(const float* a, const float* b, std::size_t count) {
  std::array<double, kLanes> lane{};
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t j = 0; j < kLanes; ++j) lane[j] += static_cast<double>(a[i + j]) * static_cast<double>(b[i + j]);
  }
  double total = 0.0;
  for (; i < count; ++i) total += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  for (const double part : lane) total += part;
  return total;
}

TIMBRE_VECTORISED double sum(const float* a, std::size_t count) {
  std::array<double, kLanes> lane{};
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t j = 0; j < kLanes; ++j) lane[j] += static_cast<double>(a[i + j]);
  }
  double total = 0.0;
  for (; i < count; ++i) total += static_cast<double>(a[i]);
  for (const double part : lane) total += part;
  return total;
}

TIMBRE_VECTORISED void add_scaled(float* out, const float* in, float weight, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] += weight * in[i];
}

bool is_dead(const ChannelRelation& relation, std::size_t channel) {
  const double reference = relation.level_dbfs[static_cast<std::size_t>(relation.loudest)];
  return std::isfinite(reference) && !(relation.level_dbfs[channel] > reference - kDeadDb);
}

ChannelLayout layout_of(const ChannelRelation& relation) {
  const std::size_t count = relation.level_dbfs.size();
  if (count < 2) return ChannelLayout::Mono;
  for (std::size_t c = 0; c < count; ++c) {
    if (is_dead(relation, c)) return ChannelLayout::DeadChannel;
  }
  if (count > 2) return ChannelLayout::Multichannel;
  if (!std::isfinite(relation.level_dbfs[static_cast<std::size_t>(relation.loudest)])) return ChannelLayout::DualMono;
  const double correlation = std::min(relation.correlation[0], relation.correlation[1]);  // the other one is 1
  if (correlation <= kInvertedCorrelation) return ChannelLayout::Inverted;
  const bool same_level = std::abs(relation.level_dbfs[0] - relation.level_dbfs[1]) <= kSameLevelDb;
  return correlation >= kSameCorrelation && same_level ? ChannelLayout::DualMono : ChannelLayout::Stereo;
}

std::string channel_name(std::size_t index) { return "channel " + std::to_string(index + 1); }

}  // namespace

ChannelMeter::ChannelMeter(audio::AudioFormat format) : format_(format), feeder_(format, kBlockFrames) {}

void ChannelMeter::push(const audio::AudioView& block) {
  feeder_.push(block, [this](const audio::AudioView& part) { take(part); });
}

void ChannelMeter::take(const audio::AudioView& block) {
  frame_count_ += block.frame_count();
  if (format_.channel_count < 2) return;  // nothing to relate
  for (int a = 0; a < format_.channel_count; ++a) {
    const auto first = static_cast<std::size_t>(a);
    sums_[first] += sum(block.channel(a).data(), block.frame_count());
    for (int b = a; b < format_.channel_count; ++b) {
      products_[first][static_cast<std::size_t>(b)] +=
          product(block.channel(a).data(), block.channel(b).data(), block.frame_count());
    }
  }
}

double ChannelMeter::covariance(int a, int b) const {
  const auto first = static_cast<std::size_t>(std::min(a, b));
  const auto second = static_cast<std::size_t>(std::max(a, b));
  const auto frames = static_cast<double>(frame_count_);
  const double product = products_[first][second] / frames;
  const double covariance = product - sums_[first] / frames * (sums_[second] / frames);
  // What rounding leaves of a constant is not a signal.
  return std::abs(covariance) > 1e-12 * std::abs(product) ? covariance : 0.0;
}

ChannelRelation ChannelMeter::finish() {
  feeder_.finish([this](const audio::AudioView& part) { take(part); });
  const int count = format_.channel_count;
  ChannelRelation out;
  std::vector<double> power(static_cast<std::size_t>(count), 0.0);
  if (frame_count_ > 0 && count > 1) {
    for (int c = 0; c < count; ++c) power[static_cast<std::size_t>(c)] = std::max(0.0, covariance(c, c));
  }
  out.loudest = static_cast<int>(std::max_element(power.begin(), power.end()) - power.begin());
  for (int c = 0; c < count; ++c) {
    const double both = power[static_cast<std::size_t>(c)] * power[static_cast<std::size_t>(out.loudest)];
    const bool alone = c == out.loudest;
    const double r = alone ? 1.0 : both > 0.0 ? covariance(c, out.loudest) / std::sqrt(both) : 0.0;
    out.level_dbfs.push_back(dsp::power_to_db(power[static_cast<std::size_t>(c)]));
    out.correlation.push_back(std::clamp(r, -1.0, 1.0));
  }
  out.layout = layout_of(out);
  return out;
}

ChannelRelation measure_channels(const audio::AudioView& take) {
  ChannelMeter meter(take.format());
  meter.push(take);
  return meter.finish();
}

MonoMix decide_mix(const audio::AudioView& first_minute) {
  MonoMix mix;
  if (first_minute.channel_count() < 2) {
    mix.weights[0] = 1.0F;
    mix.description = "the only channel";
    return mix;
  }
  const auto frames = static_cast<std::size_t>(kChannelDecisionS * first_minute.sample_rate_hz());
  const ChannelRelation relation = measure_channels(first_minute.slice(0, frames));
  float used = 0.0F;
  std::string notes;
  for (std::size_t c = 0; c < relation.correlation.size(); ++c) {
    const double r = relation.correlation[c];
    if (is_dead(relation, c)) {
      notes += "; " + channel_name(c) + " left out (40 dB or more quieter)";
    } else if (r < 0.0 && r > kInvertedCorrelation) {
      notes += "; " + channel_name(c) + " left out (would cancel)";
    } else {
      mix.weights[c] = r >= 0.0 ? 1.0F : -1.0F;
      if (r < 0.0) notes += "; " + channel_name(c) + " inverted before adding";
      used += 1.0F;
    }
  }
  for (float& weight : mix.weights) weight /= used;
  mix.description = used > 1.0F ? "mean of " + std::to_string(static_cast<int>(used)) + " channels"
                                : channel_name(static_cast<std::size_t>(relation.loudest));
  mix.description += notes;
  return mix;
}

std::span<const float> MonoMixer::mix(const audio::AudioView& block) {
  int used = 0;
  int last = 0;
  for (int c = 0; c < block.channel_count(); ++c) {
    if (mix_.weights[static_cast<std::size_t>(c)] == 0.0F) continue;
    ++used;
    last = c;
  }
  if (used == 1 && mix_.weights[static_cast<std::size_t>(last)] == 1.0F) return block.channel(last);
  mixed_.assign(block.frame_count(), 0.0F);
  for (int c = 0; c < block.channel_count(); ++c) {
    const float weight = mix_.weights[static_cast<std::size_t>(c)];
    if (weight != 0.0F) add_scaled(mixed_.data(), block.channel(c).data(), weight, block.frame_count());
  }
  return mixed_;
}

audio::AudioBuffer analysis_signal(const audio::AudioView& take) {
  MonoMixer mixer(decide_mix(take));
  const auto mixed = mixer.mix(take);
  return {take.sample_rate_hz(), std::vector<float>(mixed.begin(), mixed.end())};
}

}  // namespace timbre::measure
