#include "safety/watermark_stretches.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace timbre::safety {

namespace {

constexpr std::size_t kStretchSamples = 8 * 2 * kPeriodPairs * kMarkHop;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

}  // namespace

SoundStretches::SoundStretches(const audio::AudioView& sound) : channels_(at_mark_rate(sound)), held_(kNone) {
  const std::size_t length = channels_.front().size();
  count_ = std::max<std::size_t>(1, (length + kStretchSamples / 2) / kStretchSamples);
}

double SoundStretches::start_s(std::size_t index) { return static_cast<double>(index * kStretchSamples) / kMarkRateHz; }

std::span<const float> SoundStretches::part(const std::vector<float>& channel, std::size_t index) const {
  const std::size_t first = index * kStretchSamples;
  const std::size_t end = index + 1 == count_ ? channel.size() : first + kStretchSamples;
  return std::span<const float>(channel).subspan(first, end - first);
}

const FineSpectrogram& SoundStretches::spectrogram(std::size_t index) {
  if (held_ == index) return spectrogram_;
  std::vector<std::span<const float>> parts;
  for (const auto& channel : channels_) parts.push_back(part(channel, index));
  spectrogram_ = fine_spectrogram(parts);
  held_ = index;
  return spectrogram_;
}

std::vector<std::size_t> SoundStretches::loudest(std::size_t limit) const {
  std::vector<double> energy(count_, 0.0);
  for (std::size_t i = 0; i < count_; ++i) {
    for (const auto& channel : channels_) {
      for (const float sample : part(channel, i)) energy[i] += static_cast<double>(sample) * sample;
    }
  }
  std::vector<std::size_t> order(count_);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return energy[a] > energy[b]; });
  order.resize(std::min(limit, order.size()));
  return order;
}

}  // namespace timbre::safety
