#include "clone/piece_trimmer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "dsp/decibel.h"

namespace timbre::clone {
namespace {

constexpr double kSoundDbfs = -55.0;
constexpr double kFrameS = 0.010;
constexpr double kLeadS = 0.060;
constexpr double kTailS = 0.080;
constexpr double kFadeS = 0.005;

std::size_t samples_of(double seconds, int rate_hz) { return static_cast<std::size_t>(std::lround(seconds * rate_hz)); }

bool is_sound(std::span<const float> frame) {
  double energy = 0;
  for (const float sample : frame) energy += static_cast<double>(sample) * sample;
  return dsp::power_to_db(energy / static_cast<double>(frame.size())) > kSoundDbfs;
}

/// 0 … 1 over `length` samples.
float fade_gain(std::size_t position, std::size_t length) {
  const double part = (static_cast<double>(position) + 0.5) / static_cast<double>(length);
  return static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * part));
}

}  // namespace

PieceTrimmer::PieceTrimmer(int sample_rate_hz)
    : frame_(samples_of(kFrameS, sample_rate_hz)),
      lead_(samples_of(kLeadS, sample_rate_hz)),
      tail_(samples_of(kTailS, sample_rate_hz)),
      fade_(samples_of(kFadeS, sample_rate_hz)) {}

void PieceTrimmer::push(std::span<const float> samples, const Sink& sink) {
  while (!samples.empty()) {
    const std::size_t count = std::min(frame_ - unframed_.size(), samples.size());
    unframed_.insert(unframed_.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(count));
    samples = samples.subspan(count);
    if (unframed_.size() < frame_) return;
    take_frame(unframed_, sink);
    unframed_.clear();
  }
}

void PieceTrimmer::take_frame(std::span<const float> frame, const Sink& sink) {
  const bool sound = is_sound(frame);
  if (!has_begun_ && !sound) {
    held_.insert(held_.end(), frame.begin(), frame.end());
    if (held_.size() > lead_) held_.erase(held_.begin(), held_.end() - static_cast<std::ptrdiff_t>(lead_));
    return;
  }
  has_begun_ = true;
  if (sound) hand_out(sink);
  held_.insert(held_.end(), frame.begin(), frame.end());
  if (sound) last_sound_ = held_.size();
}

void PieceTrimmer::hand_out(const Sink& sink) {
  for (std::size_t i = 0; i < held_.size() && faded_in_ < fade_; ++i) held_[i] *= fade_gain(faded_in_++, fade_);
  if (!held_.empty()) sink(held_);
  held_.clear();
}

bool PieceTrimmer::finish(const Sink& sink) {
  if (!unframed_.empty()) take_frame(unframed_, sink);
  if (!has_begun_) return false;
  held_.resize(std::min(held_.size(), last_sound_ + tail_));
  const std::size_t length = std::min(fade_, held_.size());
  for (std::size_t i = 0; i < length; ++i) held_[held_.size() - 1 - i] *= fade_gain(i, fade_);
  hand_out(sink);
  return true;
}

}  // namespace timbre::clone
