#include "measure/bandwidth.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "dsp/vectorised.h"
#include "measure/detail/mono_input.h"

namespace timbre::measure {
namespace {

constexpr double kBandHz = 100.0;            // wide enough for a steady count, narrow against the 500 Hz we promise
constexpr float kActiveRatio = 1e-4F;        // −40 dB: an s is up to 35 dB below the loudest vowel
constexpr float kFaintPower = 1e-8F;         // −80 dBFS: below it a frame is no evidence of a voice
constexpr std::size_t kLeastFrames = 20;     // fewer active frames make no percentile
constexpr double kActiveFraction = 0.97;     // s sounds fill 3 % of active frames even in short clips
constexpr double kAlwaysFraction = 0.10;     // pauses fill at least a tenth of read speech
constexpr double kRangeDb = 55.0;            // images of poor resamplers lie 60 dB down, real treble 50 dB at most
constexpr double kClearDb = 15.0;            // stationary noise spreads 12 dB between the two percentiles
constexpr std::size_t kShortestStretch = 3;  // bands; a whistle is narrower
constexpr double kNoiseCliffDb = 12.0;
constexpr double kCliffDb = 20.0;           // a cut, not a slope: a band-limited broadcast falls by less
constexpr double kFarCliffDb = 13.0;        // enough where the upper half of the spectrum is empty
constexpr double kFarShare = 0.5;           // of half the rate
constexpr double kNyquistShare = 0.93;      // above it the edge is the converter's own anti-alias filter
constexpr double kLossyLowestHz = 12500.0;  // MP3 at 80 kbit/s and up, AAC, Opus
constexpr double kLossyHighestHz = 20500.0;

TIMBRE_VECTORISED float total(const float* power, std::size_t count) {
  std::array<float, 16> lanes{};
  std::size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    for (std::size_t lane = 0; lane < 16; ++lane) lanes[lane] += power[i + lane];
  }
  float sum = 0.0F;
  for (const float lane : lanes) sum += lane;
  for (; i < count; ++i) sum += power[i];
  return sum;
}

TIMBRE_VECTORISED void steps_of_pairs(const float* power, std::int32_t* steps, std::size_t band_count) {
  for (std::size_t b = 0; b < band_count; ++b) steps[b] = level_step(power[2 * b] + power[2 * b + 1]);
}

TIMBRE_VECTORISED void steps_of_bands(const float* power, std::int32_t* steps, std::size_t band_count,
                                      std::size_t bins_per_band) {
  for (std::size_t b = 0; b < band_count; ++b) {
    float sum = 0.0F;
    for (std::size_t k = 0; k < bins_per_band; ++k) sum += power[b * bins_per_band + k];
    steps[b] = level_step(sum);
  }
}

struct Spectra {
  double band_hz = 0.0;
  std::vector<double> active_db;
  std::vector<double> always_db;
};

/// Fall of a spectrum across band `b` (the last before the fall): lowest of the 3 bands before it less the mean of
/// 4 bands that begin 2 after it.
double fall_db(const std::vector<double>& db, std::size_t b) {
  if (b < 3 || b + 7 > db.size()) return 0.0;
  const double before =
      *std::min_element(db.begin() + static_cast<std::ptrdiff_t>(b) - 3, db.begin() + static_cast<std::ptrdiff_t>(b));
  double after = 0.0;
  for (std::size_t i = b + 3; i < b + 7; ++i) after += db[i] / 4.0;
  return before - after;
}

/// One past the highest band of the highest stretch that follows the talker; 0 for none.
std::size_t voice_edge(const Spectra& s, double least_db) {
  std::size_t run = 0;
  std::size_t edge = 0;
  for (std::size_t b = s.active_db.size(); b-- > 0;) {
    if (s.active_db[b] < least_db || s.active_db[b] - s.always_db[b] < kClearDb) {
      run = 0;
      continue;
    }
    if (run == 0) edge = b + 1;
    if (++run == kShortestStretch) return edge;
  }
  return 0;
}

/// One past the highest band that carries the recording; 0 for none.
std::size_t edge_band(const Spectra& s) {
  const double least_db = *std::max_element(s.active_db.begin() + 1, s.active_db.end()) - kRangeDb;
  const std::size_t voice = voice_edge(s, least_db);
  if (voice == 0) return 0;
  for (std::size_t b = s.active_db.size(); b-- > voice;) {
    if (s.active_db[b] >= least_db && fall_db(s.always_db, b) >= kNoiseCliffDb) return b + 1;
  }
  return voice;
}

void name_the_cliff(const Spectra& s, std::size_t edge, double rate_hz, Bandwidth& result) {
  const double edge_hz = *result.bandwidth_hz.value;
  if (edge_hz > kNyquistShare * rate_hz / 2.0) return;
  double fall = 0.0;
  for (std::size_t b = edge > 4 ? edge - 4 : 0; b < edge + 1; ++b) {
    fall = std::max({fall, fall_db(s.active_db, b), fall_db(s.always_db, b)});
  }
  if (fall < (edge_hz <= kFarShare * rate_hz / 2.0 ? kFarCliffDb : kCliffDb)) return;
  if (edge_hz >= kLossyLowestHz && edge_hz <= kLossyHighestHz) {
    result.lossy_low_pass_hz = edge_hz;
    return;
  }
  // Resamplers differ: soxr ends at 0.92 … 1 of the content's half rate, ffmpeg's own at up to 1.12.
  constexpr double kLowestShare = 0.8;
  constexpr double kHighestShare = 1.13;
  constexpr double kUsualShare = 0.98;
  constexpr double kLowerRate = 0.75;  // 44.1 kHz content at 48 kHz is no loss that anyone hears
  double nearest = 1.0;
  for (const double rate : {8000.0, 11025.0, 16000.0, 22050.0, 24000.0, 32000.0, 44100.0}) {
    const double share = edge_hz / (rate / 2.0);
    if (rate > kLowerRate * rate_hz || share < kLowestShare || share > kHighestShare) continue;
    if (std::abs(share - kUsualShare) >= nearest) continue;
    nearest = std::abs(share - kUsualShare);
    result.upsampled = true;
    result.original_rate_hz = rate;
  }
}

}  // namespace

BandwidthMeter::BandwidthMeter(int sample_rate_hz)
    : grid_(sample_rate_hz),
      bins_per_band_(std::max<std::size_t>(1, static_cast<std::size_t>(kBandHz / grid_.bin_hz()))),
      band_count_(grid_.bin_count() / bins_per_band_),
      steps_(band_count_),
      active_(band_count_, LevelHistogram{}),
      passive_(band_count_, LevelHistogram{}) {}

void BandwidthMeter::push(const dsp::SpectrumFrame& frame) {
  const float power = total(frame.power.data(), frame.power.size());
  if (power <= 0.0F) return;  // digital silence says nothing of the channel
  loudest_ = std::max(loudest_, power);
  if (bins_per_band_ == 2) {
    steps_of_pairs(frame.power.data(), steps_.data(), band_count_);
  } else {
    steps_of_bands(frame.power.data(), steps_.data(), band_count_, bins_per_band_);
  }
  const bool is_active = power > kFaintPower && power > kActiveRatio * loudest_;
  active_count_ += is_active ? 1 : 0;
  count(is_active ? active_ : passive_);
}

void BandwidthMeter::count(std::vector<LevelHistogram>& into) {
  for (std::size_t b = 0; b < band_count_; ++b) ++into[b][static_cast<std::size_t>(steps_[b])];
}

Bandwidth BandwidthMeter::finish() const {
  Bandwidth result;
  if (active_count_ < kLeastFrames) {
    result.bandwidth_hz = Reading::none("less than 0.2 s of sound above -80 dBFS");
    return result;
  }
  Spectra spectra{grid_.bin_hz() * static_cast<double>(bins_per_band_), {}, {}};
  for (std::size_t b = 0; b < band_count_; ++b) {
    LevelHistogram all = active_[b];
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += passive_[b][i];
    spectra.active_db.push_back(level_percentile(active_[b], kActiveFraction));
    spectra.always_db.push_back(level_percentile(all, kAlwaysFraction));
  }
  const std::size_t edge = edge_band(spectra);
  if (edge == 0) {
    result.bandwidth_hz = Reading::none("nothing rises above the steady noise");
    return result;
  }
  const double nyquist_hz = grid_.sample_rate_hz / 2.0;
  const bool at_top = edge == band_count_;
  // Bins lie around multiples of bin_hz, so a band's upper edge is half a bin below the next band's first bin.
  const double upper_hz = (static_cast<double>(edge * bins_per_band_) - 0.5) * grid_.bin_hz();
  result.bandwidth_hz = Reading::of(at_top ? nyquist_hz : std::min(nyquist_hz, upper_hz));
  name_the_cliff(spectra, edge, grid_.sample_rate_hz, result);
  return result;
}

Result<Bandwidth> measure_bandwidth(const audio::AudioView& view) {
  TRY(const auto mono, detail::mono_samples(view));
  BandwidthMeter meter(view.sample_rate_hz());
  detail::push_frames(mono, view.sample_rate_hz(), meter);
  return meter.finish();
}

}  // namespace timbre::measure
