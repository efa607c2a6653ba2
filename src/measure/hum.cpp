#include "measure/hum.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "dsp/decibel.h"
#include "dsp/fft.h"
#include "dsp/statistics.h"
#include "dsp/vectorised.h"
#include "measure/detail/mono_input.h"

namespace timbre::measure {
namespace {

constexpr double kLowRateHz = 1000.0;      // holds 450 Hz
constexpr double kHighestHz = 450.0;       // hum above it is masked by speech anyway
constexpr double kWindowS = 0.32;          // resolves ±6 Hz and still fits into the pauses of read speech
constexpr double kMarginS = 0.03;          // of each pause, next to speech: the voice's own decay
constexpr std::size_t kLeastWindows = 3;   // 0.64 s of one pause, or three short ones
constexpr std::size_t kMostWindows = 300;  // spread over the take; more would not sharpen a median
constexpr std::size_t kFftSize = 1024;     // ~1 Hz from bin to bin
constexpr double kSearchHz = 1.5;          // around the harmonic
constexpr double kMistunedHz = 1.0;        // the grid holds its frequency better than 0.4 %
constexpr double kNearHz = 8.0;            // clear of the line's own ±6 Hz
constexpr double kFarHz = 20.0;            // half way to the next line
constexpr double kLineDb = 10.0;           // one line of several
constexpr double kLoneLineDb = 15.0;       // one line alone: the last of a deep voice rises by 13 dB
constexpr double kSilentPower = 1e-16;     // −160 dBFS per bin: digital silence

TIMBRE_VECTORISED float dot(const float* a, const float* b, std::size_t count) {
  std::array<float, 16> lanes{};
  for (std::size_t i = 0; i < count; i += 16) {
    for (std::size_t lane = 0; lane < 16; ++lane) lanes[lane] += a[i + lane] * b[i + lane];
  }
  float sum = 0.0F;
  for (const float lane : lanes) sum += lane;
  return sum;
}

/// Low-pass before keeping every `factor`-th sample: Blackman-windowed sinc, half at 0.5 × the low rate.
std::vector<float> decimation_kernel(std::size_t factor) {
  if (factor == 1) return {};
  const std::size_t size = 32 * factor;  // 6 dB down at 500 Hz, flat below 415 Hz, nothing left above 590 Hz
  std::vector<float> kernel(size);
  double sum = 0.0;
  for (std::size_t i = 0; i < size; ++i) {
    const double t = (static_cast<double>(i) + 0.5) - static_cast<double>(size) / 2.0;
    const double x = std::numbers::pi * t / static_cast<double>(factor);
    const double phase = 2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(size);
    const double w = 0.42 - 0.5 * std::cos(phase) + 0.08 * std::cos(2.0 * phase);
    kernel[i] = static_cast<float>(w * (std::abs(x) < 1e-9 ? 1.0 : std::sin(x) / x));
    sum += kernel[i];
  }
  for (float& k : kernel) k = static_cast<float>(k / sum);
  return kernel;
}

/// First samples of the windows that lie wholly inside pauses, at most kMostWindows, spread evenly.
std::vector<std::size_t> window_starts(const VoiceActivity& activity, double rate_hz, std::size_t sample_count) {
  std::vector<std::size_t> starts;
  const auto size = static_cast<std::size_t>(kWindowS * rate_hz);
  for (const TimeRange& pause : activity.segments(0)) {
    const double from_s = pause.start_s > 0.0 ? pause.start_s + kMarginS : 0.0;
    auto start = static_cast<std::size_t>(from_s * rate_hz);
    const auto end =
        std::min(static_cast<std::size_t>(std::max(0.0, (pause.end_s - kMarginS) * rate_hz)), sample_count);
    for (; start + size <= end; start += size / 2) starts.push_back(start);
  }
  if (starts.size() <= kMostWindows) return starts;
  std::vector<std::size_t> spread(kMostWindows);
  for (std::size_t i = 0; i < kMostWindows; ++i) spread[i] = starts[i * starts.size() / kMostWindows];
  return spread;
}

/// Median over the windows of the power in each bin; a sine of mean square p peaks at p.
std::vector<double> lasting_spectrum(std::span<const float> low, const std::vector<std::size_t>& starts,
                                     std::size_t size) {
  dsp::RealFft fft(kFftSize);
  std::vector<std::vector<double>> powers(fft.bin_count());
  const double scale = 8.0 / (static_cast<double>(size) * static_cast<double>(size));  // Hann's mean is 1/2
  for (const std::size_t start : starts) {
    std::fill(fft.time().begin(), fft.time().end(), 0.0F);
    double mean = 0.0;
    for (std::size_t i = 0; i < size; ++i) mean += low[start + i] / static_cast<double>(size);
    for (std::size_t i = 0; i < size; ++i) {
      const double w =
          0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(size));
      fft.time()[i] = static_cast<float>(w * (low[start + i] - mean));
    }
    fft.forward();
    for (std::size_t k = 0; k < powers.size(); ++k) {
      powers[k].push_back(scale * static_cast<double>(std::norm(fft.spectrum()[k])));
    }
  }
  std::vector<double> medians(powers.size());
  std::transform(powers.begin(), powers.end(), medians.begin(), [](auto& p) { return dsp::median(std::move(p)); });
  return medians;
}

struct Line {
  HumHarmonic harmonic;
  bool is_tuned = false;
};

Line line_at(const std::vector<double>& power, double bin_hz, double frequency_hz) {
  const auto bin = [&](double hz) { return static_cast<std::size_t>(std::lround(std::max(0.0, hz) / bin_hz)); };
  // One bin beyond the search shows whether the peak is inside or only its flank is.
  std::size_t peak = bin(frequency_hz - 2.5);
  for (std::size_t k = peak; k <= bin(frequency_hz + 2.5); ++k) peak = power[k] > power[peak] ? k : peak;
  const double mistuned_hz = std::abs(static_cast<double>(peak) * bin_hz - frequency_hz);
  double level = 0.0;
  for (std::size_t k = bin(frequency_hz - kSearchHz); k <= bin(frequency_hz + kSearchHz); ++k) {
    level = std::max(level, power[k]);
  }
  std::vector<double> around;
  for (std::size_t k = bin(frequency_hz - kFarHz); k <= bin(frequency_hz + kFarHz); ++k) {
    if (std::abs(static_cast<double>(k) * bin_hz - frequency_hz) >= kNearHz) around.push_back(power[k]);
  }
  const double ground = std::max(dsp::median(std::move(around)), kSilentPower);
  return {{frequency_hz, dsp::power_to_db(std::max(level, kSilentPower)), dsp::power_to_db(level / ground)},
          mistuned_hz <= kMistunedHz + bin_hz / 2.0};
}

struct Verdict {
  bool is_hum = false;
  double strongest_db = 0.0;
  double rise_sum_db = 0.0;
  double power = 0.0;
  std::vector<HumHarmonic> harmonics;
};

Verdict judge(const std::vector<double>& power, double bin_hz, double mains_hz) {
  Verdict verdict;
  int lines = 0;
  for (double hz = mains_hz; hz <= kHighestHz; hz += mains_hz) {
    const Line line = line_at(power, bin_hz, hz);
    verdict.harmonics.push_back(line.harmonic);
    if (!line.is_tuned) continue;
    verdict.strongest_db = std::max(verdict.strongest_db, line.harmonic.rise_db);
    if (line.harmonic.rise_db < kLineDb) continue;
    ++lines;
    verdict.power += dsp::db_to_power(line.harmonic.level_dbfs);
    if (hz != 300.0) verdict.rise_sum_db += line.harmonic.rise_db;  // 300 Hz belongs to both
  }
  verdict.is_hum = verdict.rise_sum_db > 0.0 && (lines >= 2 || verdict.strongest_db >= kLoneLineDb);
  return verdict;
}

}  // namespace

HumMeter::HumMeter(int rate_hz)
    : factor_(std::max<std::size_t>(1, static_cast<std::size_t>(rate_hz / kLowRateHz))),
      low_rate_hz_(static_cast<double>(rate_hz) / static_cast<double>(factor_)),
      kernel_(decimation_kernel(factor_)),
      pending_(kernel_.size() / 2, 0.0F) {}

void HumMeter::push(std::span<const float> samples) {
  if (factor_ == 1) {
    low_.insert(low_.end(), samples.begin(), samples.end());
    return;
  }
  pending_.insert(pending_.end(), samples.begin(), samples.end());
  std::size_t start = 0;
  for (; start + kernel_.size() <= pending_.size(); start += factor_) {
    low_.push_back(dot(pending_.data() + start, kernel_.data(), kernel_.size()));
  }
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(start));
}

Hum HumMeter::finish(const VoiceActivity& activity) const {
  Hum hum;
  hum.level_dbfs = Reading::none("no hum found");
  const auto starts = window_starts(activity, low_rate_hz_, low_.size());
  if (starts.size() < kLeastWindows) {
    hum.hum_db = Reading::none(
        "too little pause to listen to the room in: three stretches of 0.4 s, or one of 0.7 s, are needed");
    return hum;
  }
  const auto size = static_cast<std::size_t>(kWindowS * low_rate_hz_);
  const auto power = lasting_spectrum(low_, starts, size);
  if (*std::max_element(power.begin(), power.end()) < kSilentPower) {
    hum.hum_db = Reading::none("the pauses are digital silence");
    return hum;
  }
  const double bin_hz = low_rate_hz_ / static_cast<double>(kFftSize);
  const Verdict at_50 = judge(power, bin_hz, 50.0);
  const Verdict at_60 = judge(power, bin_hz, 60.0);
  const bool is_60 = at_60.is_hum && (!at_50.is_hum || at_60.rise_sum_db > at_50.rise_sum_db);
  const Verdict& found = is_60 ? at_60 : at_50;
  hum.hum_db = Reading::of(found.is_hum ? found.strongest_db : std::max(at_50.strongest_db, at_60.strongest_db));
  if (!found.is_hum) return hum;
  hum.mains_hz = is_60 ? 60 : 50;
  hum.level_dbfs = Reading::of(dsp::power_to_db(found.power));
  hum.harmonics = found.harmonics;
  return hum;
}

Hum audible_hum(Hum hum, const Reading& speech_level_dbfs) {
  if (!speech_level_dbfs.value || !hum.level_dbfs.value || !hum.hum_db.value) return hum;
  const double above = *hum.level_dbfs.value - (*speech_level_dbfs.value - kInaudibleBelowSpeechDb);
  hum.hum_db = Reading::of(std::min(*hum.hum_db.value, std::max(0.0, above)));
  if (above <= 0.0) hum.mains_hz = 0;
  return hum;
}

Result<Hum> measure_hum(const audio::AudioView& room_tone) {
  TRY(const auto mono, detail::mono_samples(room_tone));
  HumMeter meter(room_tone.sample_rate_hz());
  meter.push(mono);
  constexpr double kHopS = 0.01;
  const auto frames = static_cast<std::size_t>(room_tone.duration_s() / kHopS);
  return meter.finish({kHopS, std::vector<std::uint8_t>(frames, 0)});
}

}  // namespace timbre::measure
