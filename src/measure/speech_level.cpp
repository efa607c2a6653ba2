#include "measure/speech_level.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "dsp/decibel.h"

namespace timbre::measure {
namespace {

constexpr double kTimeConstantS = 0.03;  // P.56 T
constexpr double kHangoverS = 0.2;       // P.56 H
constexpr double kMarginDb = 15.9;       // P.56 M
constexpr double kGroupsPerSecond = 2000.0;

std::size_t group_size_of(int rate_hz) {
  return static_cast<std::size_t>(std::max(1.0, std::round(rate_hz / kGroupsPerSecond)));
}

double group_rate_of(int rate_hz) { return static_cast<double>(rate_hz) / static_cast<double>(group_size_of(rate_hz)); }

}  // namespace

void ActivityCounter::push(float envelope) {
  const int exponent = static_cast<int>(std::bit_cast<std::uint32_t>(envelope) >> 23U) - 127;
  const int met = std::clamp(exponent - kLowestExponent + 1, 0, static_cast<int>(kThresholdCount));
  if (static_cast<std::size_t>(met) != run_level_) {
    close_run();
    run_level_ = static_cast<std::size_t>(met);
    run_start_ = position_;
  }
  ++position_;
}

void ActivityCounter::close_run() {
  for (std::size_t j = 0; j < run_level_; ++j) {
    if (end_of_above_[j] > 0) active_[j] += std::min(hangover_count_, run_start_ - end_of_above_[j]);
    active_[j] += position_ - run_start_;
    end_of_above_[j] = position_;
  }
}

std::optional<ActiveSpeechLevel> ActivityCounter::finish(double energy, std::size_t step_count) {
  close_run();
  run_level_ = 0;
  run_start_ = position_;
  std::optional<ActiveSpeechLevel> found;
  double level_before = 0.0;
  double excess_before = 0.0;
  for (std::size_t j = 0; j < kThresholdCount && energy > 0.0; ++j) {
    if (end_of_above_[j] == 0) break;
    const std::size_t active = active_[j] + std::min(hangover_count_, position_ - end_of_above_[j]);
    const double level = dsp::power_to_db(energy / static_cast<double>(active));
    const double excess = level - dsp::amplitude_to_db(std::ldexp(1.0, static_cast<int>(j) + kLowestExponent));
    double settled = level;
    if (excess <= kMarginDb) {
      if (j > 0) {
        settled = level_before + (level - level_before) * (excess_before - kMarginDb) / (excess_before - excess);
      }
    }
    const double long_term = dsp::power_to_db(energy / static_cast<double>(step_count));
    found = ActiveSpeechLevel{settled, dsp::db_to_power(long_term - settled), long_term};
    if (excess <= kMarginDb) break;
    level_before = level;
    excess_before = excess;
  }
  return found;
}

SpeechLevelMeter::SpeechLevelMeter(int sample_rate_hz)
    : group_size_(group_size_of(sample_rate_hz)),
      decay_(static_cast<float>(std::exp(-1.0 / (group_rate_of(sample_rate_hz) * kTimeConstantS)))),
      counter_(static_cast<std::size_t>(std::lround(kHangoverS * group_rate_of(sample_rate_hz)))) {}

void SpeechLevelMeter::step(float mean_magnitude) {
  first_average_ = decay_ * first_average_ + (1.0F - decay_) * mean_magnitude;
  second_average_ = decay_ * second_average_ + (1.0F - decay_) * first_average_;
  counter_.push(second_average_);
  ++step_count_;
}

void SpeechLevelMeter::push(std::span<const float> samples) {
  for (const float x : samples) {
    group_sum_ += std::abs(x);
    squares_ += static_cast<double>(x) * x;
    if (++group_filled_ == group_size_) {
      step(group_sum_ / static_cast<float>(group_size_));
      group_sum_ = 0.0F;
      group_filled_ = 0;
    }
  }
  sample_count_ += samples.size();
}

std::optional<ActiveSpeechLevel> SpeechLevelMeter::finish() {
  if (group_filled_ > 0) step(group_sum_ / static_cast<float>(group_filled_));
  if (sample_count_ == 0) return std::nullopt;
  return counter_.finish(squares_ * static_cast<double>(step_count_) / static_cast<double>(sample_count_), step_count_);
}

Result<std::optional<ActiveSpeechLevel>> measure_speech_level(audio::AudioView take) {
  if (take.channel_count() != 1) {
    return Error{ErrorKind::InvalidInput,
                 "the speech level is measured of one channel; pick or mix the channels first"};
  }
  SpeechLevelMeter meter(take.sample_rate_hz());
  meter.push(take.channel(0));
  return meter.finish();
}

}  // namespace timbre::measure
