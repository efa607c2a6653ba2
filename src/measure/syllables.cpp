#include "measure/syllables.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "dsp/decibel.h"
#include "dsp/statistics.h"

namespace timbre::measure {
namespace {

// The loud level is a high quantile of the contour over speech: one bump of the microphone must not hide all syllables.
constexpr double kLoudQuantile = 0.98;
// A pitch contour may call the very top of a peak unvoiced by one frame.
constexpr double kVoicedWithinS = 0.02;
// Far below any peak that counts; keeps digital silence finite.
constexpr double kLeastPower = 1e-15;

std::vector<double> smoothed_db(const std::vector<float>& power, double hop_s, double width_s) {
  const auto reach = static_cast<std::ptrdiff_t>(std::lround(0.5 * width_s / hop_s));
  std::vector<double> weights;
  for (std::ptrdiff_t k = -reach; k <= reach; ++k) {
    weights.push_back(0.5 + 0.5 * std::cos(std::numbers::pi * static_cast<double>(k) / static_cast<double>(reach + 1)));
  }
  const auto count = static_cast<std::ptrdiff_t>(power.size());
  std::vector<double> level_db(power.size());
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    double sum = 0.0;
    double weight = 0.0;
    for (std::ptrdiff_t k = -reach; k <= reach; ++k) {
      if (i + k < 0 || i + k >= count) continue;
      const double w = weights[static_cast<std::size_t>(k + reach)];
      sum += w * power[static_cast<std::size_t>(i + k)];
      weight += w;
    }
    level_db[static_cast<std::size_t>(i)] = dsp::power_to_db(std::max(sum / weight, kLeastPower));
  }
  return level_db;
}

/// Peaks of the contour that rise at least `dip_db` above the valley on each side of them.
std::vector<std::size_t> prominent_peaks(const std::vector<double>& level_db, double dip_db) {
  std::vector<std::size_t> peaks;
  std::size_t highest = 0;
  double valley_db = level_db.empty() ? 0.0 : level_db.front();
  bool rising = false;  // a peak candidate is open: the contour has risen by dip_db since the valley
  for (std::size_t i = 0; i < level_db.size(); ++i) {
    if (rising) {
      if (level_db[i] > level_db[highest]) highest = i;
      if (level_db[highest] - level_db[i] < dip_db) continue;
      peaks.push_back(highest);
      rising = false;
      valley_db = level_db[i];
    } else {
      valley_db = std::min(valley_db, level_db[i]);
      if (level_db[i] - valley_db < dip_db) continue;
      rising = true;
      highest = i;
    }
  }
  if (rising) peaks.push_back(highest);
  return peaks;
}

bool is_voiced_near(const PitchContour& pitch, double time_s) {
  for (const double offset_s : {0.0, -kVoicedWithinS, kVoicedWithinS, -0.5 * kVoicedWithinS, 0.5 * kVoicedWithinS}) {
    if (pitch.at(time_s + offset_s) > 0.0F) return true;
  }
  return false;
}

double loud_level_db(const std::vector<double>& level_db, const VoiceActivity& activity) {
  std::vector<double> in_speech;
  for (std::size_t i = 0; i < std::min(level_db.size(), activity.is_speech.size()); ++i) {
    if (activity.is_speech[i] != 0) in_speech.push_back(level_db[i]);
  }
  return dsp::quantile(std::move(in_speech), kLoudQuantile);
}

}  // namespace

SyllableMeter::SyllableMeter(int sample_rate_hz, const SyllableOptions& options) : options_(options) {
  const dsp::FrameGrid grid(sample_rate_hz);
  hop_s_ = grid.hop_s();
  first_bin_ = std::min(static_cast<std::size_t>(std::ceil(options.low_hz / grid.bin_hz())), grid.bin_count());
  end_bin_ = std::min(static_cast<std::size_t>(std::floor(options.high_hz / grid.bin_hz())) + 1, grid.bin_count());
}

void SyllableMeter::push(const dsp::SpectrumFrame& frame) {
  double sum = 0.0;
  for (std::size_t k = first_bin_; k < std::min(end_bin_, frame.power.size()); ++k) sum += frame.power[k];
  band_power_.push_back(static_cast<float>(sum));
}

SyllableRate SyllableMeter::finish(const PitchContour& pitch, const VoiceActivity& activity) const {
  SyllableRate result;
  const double speech_s = activity.speech_s();
  if (speech_s <= 0.0) {
    result.rate_hz = Reading::none("no speech");
    return result;
  }
  const auto level_db = smoothed_db(band_power_, hop_s_, options_.smoothing_s);
  const double least_db = loud_level_db(level_db, activity) - options_.range_below_loud_db;
  for (const std::size_t i : prominent_peaks(level_db, options_.least_dip_db)) {
    const double time_s = (static_cast<double>(i) + 0.5) * hop_s_;
    const bool in_speech = i < activity.is_speech.size() && activity.is_speech[i] != 0;
    if (in_speech && level_db[i] >= least_db && is_voiced_near(pitch, time_s)) result.nuclei_s.push_back(time_s);
  }
  if (speech_s + 0.5 * activity.hop_s < options_.least_speech_s) {
    result.rate_hz = Reading::none("too little speech for a rate");
  } else if (result.nuclei_s.empty()) {
    result.rate_hz = Reading::none("no syllable nucleus found");
  } else {
    result.rate_hz = Reading::of(static_cast<double>(result.nuclei_s.size()) / speech_s);
  }
  return result;
}

SyllableRate measure_syllable_rate(std::span<const float> samples, int sample_rate_hz, const PitchContour& pitch,
                                   const VoiceActivity& activity, const SyllableOptions& options) {
  SyllableMeter meter(sample_rate_hz, options);
  dsp::Stft stft(sample_rate_hz, [&meter](const dsp::SpectrumFrame& frame) { meter.push(frame); });
  stft.push(samples);
  stft.finish();
  return meter.finish(pitch, activity);
}

}  // namespace timbre::measure
