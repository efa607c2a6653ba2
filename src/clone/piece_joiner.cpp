#include "clone/piece_joiner.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "dsp/decibel.h"

namespace timbre::clone {
namespace {

constexpr double kMostPeak = 0.98;

/// The level of what was pushed, if it holds speech. The meter is copied: it cannot be asked twice.
std::optional<measure::ActiveSpeechLevel> level_of(measure::SpeechLevelMeter meter) { return meter.finish(); }

}  // namespace

double pause_after_s(PieceEnd end) {
  switch (end) {
    case PieceEnd::Word:
    case PieceEnd::Text:
      return 0;
    case PieceEnd::Clause:
      return 0.12;
    case PieceEnd::Sentence:
      return 0.35;
    case PieceEnd::Paragraph:
      break;
  }
  return 0.70;
}

Result<void> PieceJoiner::check(const audio::AudioView& block) {
  TRY_VOID(audio::check_format(block.format()));
  if (block.channel_count() != 1) {
    return Error{ErrorKind::InvalidInput,
                 "the engine gave " + std::to_string(block.channel_count()) + " channels; a voice has one"};
  }
  if (rate_hz_ != 0 && block.sample_rate_hz() != rate_hz_) {
    return Error{ErrorKind::InvalidInput, "the engine gave " + std::to_string(rate_hz_) + " Hz and then " +
                                              std::to_string(block.sample_rate_hz()) +
                                              " Hz; one text is spoken at one rate"};
  }
  rate_hz_ = block.sample_rate_hz();
  const auto samples = block.channel(0);
  if (!std::all_of(samples.begin(), samples.end(), [](float s) { return std::isfinite(s); })) {
    return Error{ErrorKind::InvalidInput, "the engine gave samples that are no numbers; try again or another engine"};
  }
  return {};
}

Result<void> PieceJoiner::push(const audio::AudioView& block) {
  if (block.empty()) return {};
  TRY_VOID(check(block));
  if (!trimmer_) {
    trimmer_.emplace(rate_hz_);
    meter_.emplace(rate_hz_);
    peak_ = 0;
    metered_ = 0;
  }
  trimmer_->push(block.channel(0), [this](std::span<const float> s) { held_.insert(held_.end(), s.begin(), s.end()); });
  return finished_ == 0 ? send_held() : Result<void>();
}

Result<void> PieceJoiner::end_piece(PieceEnd end) {
  const auto keep = [this](std::span<const float> s) { held_.insert(held_.end(), s.begin(), s.end()); };
  if (!trimmer_ || !trimmer_->finish(keep)) {
    return Error{ErrorKind::InvalidInput, "the engine gave no sound louder than -55 dBFS; try again or another engine"};
  }
  if (finished_ > 0) {
    for (const float sample : held_) peak_ = std::max(peak_, static_cast<double>(std::abs(sample)));
    meter_->push(held_);
    metered_ = held_.size();
    const double gain = level_gain();
    for (float& sample : held_) sample = static_cast<float>(sample * gain);
    remember_level(gain);
    TRY_VOID(send_held());
  } else {
    TRY_VOID(send_held());
    remember_level(1.0);
  }
  trimmer_.reset();
  pause_s_ = pause_after_s(end);
  ++finished_;
  return {};
}

Result<void> PieceJoiner::send_held() {
  if (held_.empty()) return {};
  if (finished_ == 0) {
    meter_->push(held_);
    metered_ += held_.size();
  }
  std::vector<float> out;
  out.swap(held_);
  const auto pause = static_cast<std::size_t>(std::lround(pause_s_ * rate_hz_));
  out.insert(out.begin(), pause, 0.0F);
  pause_s_ = 0;
  return sink_(audio::AudioView(rate_hz_, out));
}

double PieceJoiner::level_gain() const {
  const auto level = level_of(*meter_);
  if (!level || level_weight_s_ <= 0) return 1.0;
  const double off = level_dbfs_ - level->level_dbfs;
  const double wanted = std::copysign(std::max(0.0, std::abs(off) - kLevelFreedomDb), off);
  const double gain = dsp::db_to_amplitude(std::clamp(wanted, -kMostLevelGainDb, kMostLevelGainDb));
  return gain > 1.0 && peak_ > 0 ? std::max(1.0, std::min(gain, kMostPeak / peak_)) : gain;
}

void PieceJoiner::remember_level(double gain) {
  const auto level = level_of(*meter_);
  if (!level) return;
  const double weight_s = level->activity * static_cast<double>(metered_) / rate_hz_;
  const double after = level->level_dbfs + dsp::amplitude_to_db(gain);
  level_dbfs_ = (level_dbfs_ * level_weight_s_ + after * weight_s) / (level_weight_s_ + weight_s);
  level_weight_s_ += weight_s;
}

}  // namespace timbre::clone
