#include "measure/srmr.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "dsp/denormals.h"
#include "dsp/resample.h"
#include "dsp/vectorised.h"
#include "measure/detail/mono_input.h"

namespace timbre::measure {
namespace {

constexpr int kRateHz = 16000;             // the paper's
constexpr int kLowestRateHz = 4000;        // below it the 23 bands crowd and there is little speech
constexpr double kLowestCenterHz = 125.0;  // the paper's
constexpr double kGammatoneWidth = 1.019;  // in ERB: order 4 (Patterson et al. 1992)
constexpr double kFastRateHz = 2000.0;     // the widest band's envelope ends below 1 kHz
constexpr std::size_t kFastPerHop = 128;   // 64 ms
constexpr std::size_t kSlowPerHop = kFastPerHop / 2;
constexpr std::size_t kFastPerBlock = 8;  // the oscillator table stays in the first-level cache
constexpr double kModulationQ = 2.0;
constexpr double kEnergyShare = 0.9;   // of the energy lies below the band that sets K*
constexpr std::size_t kLowCount = 4;   // modulation bands that are speech
constexpr std::size_t kLeastHops = 8;  // 0.5 s

/// One register of eight floats; the compiler splits it where the machine's are narrower.
using Register = float __attribute__((vector_size(32)));
/// The same where it lies among floats.
using StoredRegister = float __attribute__((vector_size(32), aligned(4), may_alias));

inline const StoredRegister& eight(const float* at) { return *reinterpret_cast<const StoredRegister*>(at); }
inline StoredRegister& eight(float* at) { return *reinterpret_cast<StoredRegister*>(at); }

}  // namespace

double erb_hz(double frequency_hz) { return 24.7 + frequency_hz / 9.26449; }

double srmr_center_hz(int rate_hz, std::size_t band) {
  const double c = 9.26449 * 24.7;
  const double top = rate_hz / 2.0 + c;
  const double steps = static_cast<double>(kSrmrBandCount - band) / static_cast<double>(kSrmrBandCount);
  return -c + std::exp(steps * std::log((kLowestCenterHz + c) / top)) * top;
}

double srmr_modulation_hz(std::size_t modulation) {
  return 4.0 * std::pow(128.0 / 4.0, static_cast<double>(modulation) / static_cast<double>(kSrmrModulationCount - 1));
}

double srmr_of(const ModulationEnergies& energies, int rate_hz) {
  std::array<double, kSrmrModulationCount> by_modulation{};
  double total = 0.0;
  for (const auto& band : energies) {
    for (std::size_t m = 0; m < band.size(); ++m) {
      by_modulation[m] += band[m];
      total += band[m];
    }
  }
  if (!(total > 0.0)) return 0.0;
  double below = 0.0;
  std::size_t widest = kSrmrBandCount - 1;
  for (std::size_t band = 0; band < kSrmrBandCount; ++band) {
    for (const double energy : energies[band]) below += energy;
    if (below > kEnergyShare * total) {
      widest = band;
      break;
    }
  }
  const double width_hz = erb_hz(srmr_center_hz(rate_hz, widest));
  double low = 0.0;
  double high = 0.0;
  for (std::size_t m = 0; m < kSrmrModulationCount; ++m) {
    const double lower_edge_hz = srmr_modulation_hz(m) * (1.0 - 0.5 / kModulationQ);
    if (m < kLowCount) {
      low += by_modulation[m];
    } else if (m == kLowCount || lower_edge_hz < width_hz) {
      high += by_modulation[m];
    }
  }
  return high > 0.0 ? low / high : 0.0;
}

SrmrMeter::SrmrMeter(int rate_hz)
    : rate_hz_(rate_hz),
      step_(std::max<std::size_t>(1, static_cast<std::size_t>(rate_hz / kFastRateHz))),
      fast_((kHistory + kFastPerHop) * kLaneCount),
      slow_(kSlowPerHop * kLaneCount) {
  make_groups();
  make_modulations();
}

void SrmrMeter::make_groups() {
  const std::size_t block = kFastPerBlock * step_;
  for (std::size_t g = 0; g < kGroupCount; ++g) {
    Group& group = groups_[g];
    group.oscillator.resize(block * 2 * kLanes);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const std::size_t band = g * kLanes + lane;
      if (band >= kSrmrBandCount) continue;  // the lane that pads: its oscillator is silent
      const double center_hz = srmr_center_hz(rate_hz_, band);
      const double w = 2.0 * std::numbers::pi * center_hz / rate_hz_;
      const double pole = std::exp(-2.0 * std::numbers::pi * kGammatoneWidth * erb_hz(center_hz) / rate_hz_);
      const double gain = std::pow(1.0 - pole, static_cast<double>(kOrder));
      group.pole[lane] = static_cast<float>(pole);
      group.turn_cos[lane] = static_cast<float>(std::cos(w * static_cast<double>(block)));
      group.turn_sin[lane] = static_cast<float>(std::sin(w * static_cast<double>(block)));
      for (std::size_t n = 0; n < block; ++n) {
        group.oscillator[n * 2 * kLanes + lane] = static_cast<float>(gain * std::cos(w * static_cast<double>(n)));
        group.oscillator[n * 2 * kLanes + kLanes + lane] =
            static_cast<float>(-gain * std::sin(w * static_cast<double>(n)));
      }
    }
  }
}

void SrmrMeter::make_modulations() {
  const double slow_rate_hz = rate_hz_ / (2.0 * static_cast<double>(step_));
  for (std::size_t m = 0; m < kSrmrModulationCount; ++m) {
    const double center_hz = srmr_modulation_hz(m);
    const double t = std::tan(std::numbers::pi * center_hz / slow_rate_hz);
    // t/Q at a high rate; this keeps the bandwidth center/Q at the low one, where the bilinear transform narrows it.
    const double width = std::tan(std::numbers::pi * center_hz / kModulationQ / slow_rate_hz) * (1.0 + t * t);
    const double a0 = 1.0 + width + t * t;
    modulations_[m].b0 = static_cast<float>(width / a0);
    modulations_[m].a1 = static_cast<float>((2.0 * t * t - 2.0) / a0);
    modulations_[m].a2 = static_cast<float>((1.0 - width + t * t) / a0);
  }
}

/// Eight bands: shift to 0 Hz, four one-poles, magnitude every `step` samples. The oscillator starts over in every
/// block; turning the states by the same angle keeps the sum the same but for a phase, which a magnitude forgets.
TIMBRE_VECTORISED void SrmrMeter::filter(const float* samples, std::size_t block_count, std::size_t step, Group& group,
                                         float* envelope) {
  const Register pole = eight(group.pole.data());
  const Register turn_cos = eight(group.turn_cos.data());
  const Register turn_sin = eight(group.turn_sin.data());
  Register re[kOrder];
  Register im[kOrder];
  for (std::size_t k = 0; k < kOrder; ++k) {
    re[k] = eight(group.re[k].data());
    im[k] = eight(group.im[k].data());
  }
  for (std::size_t block = 0; block < block_count; ++block) {
    for (std::size_t k = 0; k < kOrder; ++k) {
      const Register turned = re[k] * turn_cos - im[k] * turn_sin;
      im[k] = re[k] * turn_sin + im[k] * turn_cos;
      re[k] = turned;
    }
    const float* oscillator = group.oscillator.data();
    for (std::size_t e = 0; e < kFastPerBlock; ++e, envelope += kLaneCount) {
      for (std::size_t n = 0; n < step; ++n, ++samples, oscillator += 2 * kLanes) {
        re[0] = re[0] * pole + eight(oscillator) * *samples;
        im[0] = im[0] * pole + eight(oscillator + kLanes) * *samples;
        for (std::size_t k = 1; k < kOrder; ++k) {
          re[k] = re[k] * pole + re[k - 1];
          im[k] = im[k] * pole + im[k - 1];
        }
      }
      const Register power = re[kOrder - 1] * re[kOrder - 1] + im[kOrder - 1] * im[kOrder - 1];
      for (std::size_t lane = 0; lane < kLanes; ++lane) envelope[lane] = std::sqrt(power[lane]);
    }
  }
  for (std::size_t k = 0; k < kOrder; ++k) {
    eight(group.re[k].data()) = re[k];
    eight(group.im[k].data()) = im[k];
  }
}

/// Half-band low-pass (−1 0 9 16 9 0 −1)/32: flat to 128 Hz, 45 dB down where the widest envelopes would fold back.
TIMBRE_VECTORISED void SrmrMeter::decimate(const float* fast, float* slow) {
  for (std::size_t i = 0; i < kSlowPerHop; ++i, fast += 2 * kLaneCount, slow += kLaneCount) {
    for (std::size_t lane = 0; lane < kLaneCount; ++lane) {
      const float* x = fast + lane;
      slow[lane] = 0.5F * x[3 * kLaneCount] + 0.28125F * (x[2 * kLaneCount] + x[4 * kLaneCount]) -
                   0.03125F * (x[0] + x[6 * kLaneCount]);
    }
  }
}

/// One modulation filter (band-pass by the bilinear transform) over a hop, all acoustic bands: energies.
TIMBRE_VECTORISED void SrmrMeter::modulate(const float* envelope, Modulation& modulation, float* energy) {
  for (std::size_t at = 0; at < kLaneCount; at += kLanes) {
    Register s1 = eight(&modulation.s1[at]);
    Register s2 = eight(&modulation.s2[at]);
    Register sum = {};
    for (std::size_t i = 0; i < kSlowPerHop; ++i) {
      const Register x = eight(envelope + i * kLaneCount + at) * modulation.b0;
      const Register y = x + s1;
      s1 = s2 - y * modulation.a1;
      s2 = -x - y * modulation.a2;
      sum += y * y;
    }
    eight(&modulation.s1[at]) = s1;
    eight(&modulation.s2[at]) = s2;
    eight(energy + at) = sum;
  }
}

void SrmrMeter::take_hop(const float* samples) {
  constexpr std::size_t kOld = kHistory * kLaneCount;
  for (std::size_t g = 0; g < kGroupCount; ++g) {
    filter(samples, kFastPerHop / kFastPerBlock, step_, groups_[g], fast_.data() + kOld + g * kLanes);
  }
  decimate(fast_.data(), slow_.data());
  std::copy(fast_.end() - static_cast<std::ptrdiff_t>(kOld), fast_.end(), fast_.begin());
  std::array<float, kLaneCount> energy{};
  for (std::size_t m = 0; m < kSrmrModulationCount; ++m) {
    modulate(slow_.data(), modulations_[m], energy.data());
    for (std::size_t band = 0; band < kSrmrBandCount; ++band) energies_[band][m] += energy[band];
  }
  ++hop_count_;
}

void SrmrMeter::push(std::span<const float> samples) {
  const dsp::DenormalsAreZero fast_silence;
  const std::size_t hop = kFastPerHop * step_;
  pending_.insert(pending_.end(), samples.begin(), samples.end());
  std::size_t start = 0;
  for (; start + hop <= pending_.size(); start += hop) take_hop(pending_.data() + start);
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(start));
}

Reading SrmrMeter::finish() const {
  if (rate_hz_ < kLowestRateHz) return Reading::none("a sample rate below 4 kHz holds too little of speech");
  if (hop_count_ < kLeastHops) return Reading::none("shorter than 0.5 s");
  const double ratio = srmr_of(energies_, rate_hz_);
  if (!(ratio > 0.0) || !std::isfinite(ratio)) return Reading::none("silence");
  return Reading::of(ratio);
}

Result<Reading> measure_srmr(const audio::AudioView& view) {
  TRY(auto mono, detail::mono_samples(view));
  const int rate_hz = std::min(view.sample_rate_hz(), kRateHz);
  if (rate_hz != view.sample_rate_hz()) {
    mono = dsp::resample(mono, view.sample_rate_hz(), rate_hz, dsp::ResampleQuality::Analysis);
  }
  SrmrMeter meter(rate_hz);
  meter.push(mono);
  return meter.finish();
}

}  // namespace timbre::measure
