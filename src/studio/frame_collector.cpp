#include "studio/frame_collector.h"

#include <algorithm>
#include <utility>

namespace timbre::studio {

FrameCollector::FrameCollector(const audio::AudioFormat& format, std::vector<FrameRange> ranges)
    : ranges_(std::move(ranges)), samples_(ranges_.size()), held_(format, 0) {}

void FrameCollector::push(const audio::AudioView& block) {
  if (mixer_) return take(mixer_->mix(block));
  held_.append(block);
  if (held_.format().channel_count == 1 || held_.view().duration_s() >= measure::kChannelDecisionS) decide();
}

void FrameCollector::decide() {
  const audio::AudioView held = held_.view();
  const auto decisive = static_cast<std::size_t>(measure::kChannelDecisionS * held.sample_rate_hz());
  mixer_.emplace(measure::decide_mix(held.slice(0, decisive)));
  take(mixer_->mix(held));
  held_ = audio::AudioBuffer(held_.format(), 0);
}

void FrameCollector::take(std::span<const float> mono) {
  for (std::size_t i = 0; i < ranges_.size(); ++i) {
    const std::size_t from = std::max(ranges_[i].first, position_);
    const std::size_t to = std::min(ranges_[i].first + ranges_[i].count, position_ + mono.size());
    if (from >= to) continue;
    const auto part = mono.subspan(from - position_, to - from);
    samples_[i].insert(samples_[i].end(), part.begin(), part.end());
  }
  position_ += mono.size();
}

std::vector<std::vector<float>> FrameCollector::finish() {
  if (!mixer_) decide();
  return std::move(samples_);
}

}  // namespace timbre::studio
