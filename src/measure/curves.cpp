#include "measure/curves.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "dsp/decibel.h"

namespace timbre::measure {
namespace {

std::size_t rounded_up(std::size_t a, std::size_t b) { return (a + b - 1) / b; }

std::uint8_t byte_of(double power) {
  const double scaled = (dsp::power_to_db(power) + 127.5) * 2.0;  // −infinity for silence
  return static_cast<std::uint8_t>(std::lround(std::clamp(scaled, 0.0, 255.0)));
}

}  // namespace

CurvesCollector::CurvesCollector(int sample_rate_hz)
    : sample_rate_hz_(sample_rate_hz),
      grid_(sample_rate_hz),
      bins_per_band_(rounded_up(grid_.bin_count() - 1, kMaxSpectrogramBands)),
      band_count_((grid_.bin_count() - 1) / bins_per_band_),
      band_sums_(band_count_, 0.0) {
  pending_.reserve(kLanes);
}

void CurvesCollector::push(std::span<const float> samples) {
  sample_count_ += samples.size();
  while (!samples.empty()) {
    if (pending_.empty() && samples.size() >= kLanes) {
      add_group(samples.first(kLanes));
      samples = samples.subspan(kLanes);
      continue;
    }
    const std::size_t taken = std::min(kLanes - pending_.size(), samples.size());
    pending_.insert(pending_.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(taken));
    samples = samples.subspan(taken);
    if (pending_.size() == kLanes) {
      add_group(pending_);
      pending_.clear();
    }
  }
}

// A group is the first width of a column, and the last one of a take may be short.
void CurvesCollector::add_group(std::span<const float> group) {
  std::array<float, kLanes> lane;
  lane.fill(group.front());
  std::copy(group.begin(), group.end(), lane.begin());
  float low = lane[0];
  float high = lane[0];
  for (const float x : lane) {
    low = x < low ? x : low;
    high = x > high ? x : high;
  }
  double sum = 0.0;
  for (const float x : group) sum += static_cast<double>(x) * x;

  const bool is_first = groups_in_column_ == 0;
  column_.min = is_first ? low : std::min<double>(column_.min, low);
  column_.max = is_first ? high : std::max<double>(column_.max, high);
  column_.sum_of_squares += sum;
  column_.sample_count += group.size();
  if (++groups_in_column_ == groups_per_column_) end_column();
}

void CurvesCollector::end_column() {
  columns_.push_back(column_);
  column_ = {};
  groups_in_column_ = 0;
  if (columns_.size() == kMaxWaveformColumns) halve_waveform();
}

void CurvesCollector::halve_waveform() {
  for (std::size_t i = 0; i < kMaxWaveformColumns / 2; ++i) {
    const Column a = columns_[2 * i];
    const Column b = columns_[2 * i + 1];
    columns_[i] = {std::min(a.min, b.min), std::max(a.max, b.max), a.sum_of_squares + b.sum_of_squares,
                   a.sample_count + b.sample_count};
  }
  columns_.resize(kMaxWaveformColumns / 2);
  groups_per_column_ *= 2;
}

void CurvesCollector::push(const dsp::SpectrumFrame& frame) {
  for (std::size_t band = 0; band < band_count_; ++band) {
    double sum = 0.0;
    for (std::size_t i = 0; i < bins_per_band_; ++i) sum += frame.power[band * bins_per_band_ + i];
    band_sums_[band] += sum;
  }
  if (++frames_in_column_ == frames_per_column_) end_spectrogram_column();
}

void CurvesCollector::end_spectrogram_column() {
  const double share = 1.0 / static_cast<double>(bins_per_band_ * frames_in_column_);
  for (double& sum : band_sums_) mean_powers_.push_back(static_cast<float>(std::exchange(sum, 0.0) * share));
  frames_in_column_ = 0;
  if (mean_powers_.size() == kMaxSpectrogramColumns * band_count_) halve_spectrogram();
}

void CurvesCollector::halve_spectrogram() {
  for (std::size_t column = 0; column < kMaxSpectrogramColumns / 2; ++column) {
    for (std::size_t band = 0; band < band_count_; ++band) {
      const float a = mean_powers_[2 * column * band_count_ + band];
      const float b = mean_powers_[(2 * column + 1) * band_count_ + band];
      mean_powers_[column * band_count_ + band] = 0.5F * (a + b);
    }
  }
  mean_powers_.resize(kMaxSpectrogramColumns / 2 * band_count_);
  frames_per_column_ *= 2;
}

Curves CurvesCollector::finish() {
  if (!pending_.empty()) {
    add_group(pending_);
    pending_.clear();
  }
  if (groups_in_column_ > 0) end_column();
  if (frames_in_column_ > 0) end_spectrogram_column();
  return {sample_rate_hz_, static_cast<double>(sample_count_) / sample_rate_hz_, finished_waveform(),
          finished_spectrogram()};
}

WaveformCurve CurvesCollector::finished_waveform() {
  WaveformCurve curve;
  curve.column_s = static_cast<double>(groups_per_column_ * kLanes) / sample_rate_hz_;
  for (const Column& column : columns_) {
    curve.min.push_back(static_cast<float>(column.min));
    curve.max.push_back(static_cast<float>(column.max));
    curve.rms.push_back(
        static_cast<float>(std::sqrt(column.sum_of_squares / static_cast<double>(column.sample_count))));
  }
  return curve;
}

SpectrogramCurve CurvesCollector::finished_spectrogram() {
  SpectrogramCurve curve;
  curve.column_s = static_cast<double>(frames_per_column_) * grid_.hop_s();
  curve.band_hz = static_cast<double>(bins_per_band_) * grid_.bin_hz();
  curve.band_count = band_count_;
  curve.column_count = mean_powers_.size() / band_count_;
  curve.level.resize(mean_powers_.size());
  std::transform(mean_powers_.begin(), mean_powers_.end(), curve.level.begin(), byte_of);
  return curve;
}

Result<Curves> measure_curves(audio::AudioView audio) {
  TRY_VOID(audio::check_format(audio.format()));
  if (audio.channel_count() != 1) {
    return Error{ErrorKind::InvalidInput, "curves are drawn of one channel, the take has " +
                                              std::to_string(audio.channel_count()) + "; choose one first"};
  }
  CurvesCollector collector(audio.sample_rate_hz());
  dsp::Stft stft(audio.sample_rate_hz(), [&](const dsp::SpectrumFrame& frame) { collector.push(frame); });
  collector.push(audio.channel(0));
  stft.push(audio.channel(0));
  stft.finish();
  return collector.finish();
}

}  // namespace timbre::measure
