#include "measure/true_peak.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "dsp/decibel.h"
#include "dsp/vectorised.h"
#include "measure/signal_check.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kTaps = 12;  // per phase
constexpr std::size_t kHistory = kTaps - 1;
constexpr std::size_t kPiece = 64;   // the unit that is measured or, when it cannot matter, passed over
constexpr std::size_t kPart = 1024;  // samples copied behind the history at a time
constexpr int kFullRateHz = 96000;   // ×4 below, ×2 from here (BS.1770-4 Annex 2 aims at 192 kHz)
constexpr int kNoOversamplingHz = 192000;
// No phase has taps whose magnitudes add to more than 2.03, so no output is larger than that times the largest input.
constexpr float kGainBound = 2.04F;

// BS.1770-4 Annex 2, phases 0 and 1; phases 3 and 2 are these reversed.
constexpr std::array<double, kTaps> kPhase0 = {0.0017089843750,  0.0109863281250,  -0.0196533203125, 0.0332031250000,
                                               -0.0594482421875, 0.1373291015625,  0.9721679687500,  -0.1022949218750,
                                               0.0476074218750,  -0.0266113281250, 0.0148925781250,  -0.0083007812500};
constexpr std::array<double, kTaps> kPhase1 = {-0.0291748046875, 0.0292968750000,  -0.0517578125000, 0.0891113281250,
                                               -0.1665039062500, 0.4650878906250,  0.7797851562500,  -0.2003173828125,
                                               0.1015625000000,  -0.0582275390625, 0.0330810546875,  -0.0189208984375};

// A phase and its mirror image share their work: with e and o the even and odd halves, they are e + o and e − o.
struct Halves {
  std::array<float, kTaps / 2> even;
  std::array<float, kTaps / 2> odd;
};
constexpr Halves halves(const std::array<double, kTaps>& phase) {
  Halves out{};
  for (std::size_t k = 0; k < kTaps / 2; ++k) {
    out.even[k] = static_cast<float>((phase[k] + phase[kTaps - 1 - k]) / 2.0);
    out.odd[k] = static_cast<float>((phase[k] - phase[kTaps - 1 - k]) / 2.0);
  }
  return out;
}
constexpr Halves kOuter = halves(kPhase0);  // phases 0 and 3
constexpr Halves kInner = halves(kPhase1);  // phases 1 and 2

// max |x| of kPiece samples, lane by lane.
TIMBRE_VECTORISED float magnitude(const float* x) {
  std::array<float, 16> lane{};
  for (std::size_t i = 0; i < kPiece; i += lane.size()) {
    for (std::size_t j = 0; j < lane.size(); ++j) {
      const float v = std::fabs(x[i + j]);
      lane[j] = v > lane[j] ? v : lane[j];
    }
  }
  return *std::max_element(lane.begin(), lane.end());
}

// out[i] = greatest magnitude of the interpolated values around x[i − 11 … i]; all phases or, at ×2, phases 0 and 2.
template <bool kAllPhases>
inline void interpolate(const float* x, float* out) {
  for (std::size_t i = 0; i < kPiece; ++i) {
    float outer_even = 0.0F, outer_odd = 0.0F, inner_even = 0.0F, inner_odd = 0.0F;
    for (std::size_t k = 0; k < kTaps / 2; ++k) {
      const float newer = x[i + kHistory - k];
      const float older = x[i + k];
      const float sum = newer + older;
      const float difference = newer - older;
      outer_even += kOuter.even[k] * sum;
      outer_odd += kOuter.odd[k] * difference;
      inner_even += kInner.even[k] * sum;
      inner_odd += kInner.odd[k] * difference;
    }
    const float phase0 = std::fabs(outer_even + outer_odd);
    const float phase2 = std::fabs(inner_even - inner_odd);
    float greatest = phase0 > phase2 ? phase0 : phase2;
    if constexpr (kAllPhases) {
      const float phase1 = std::fabs(inner_even + inner_odd);
      const float phase3 = std::fabs(outer_even - outer_odd);
      greatest = phase1 > greatest ? phase1 : greatest;
      greatest = phase3 > greatest ? phase3 : greatest;
    }
    out[i] = greatest;
  }
}

TIMBRE_VECTORISED void interpolate_four(const float* x, float* out) { interpolate<true>(x, out); }
TIMBRE_VECTORISED void interpolate_two(const float* x, float* out) { interpolate<false>(x, out); }

}  // namespace

TruePeakMeter::TruePeakMeter(audio::AudioFormat format)
    : format_(format),
      oversampling_(format.sample_rate_hz < kFullRateHz         ? 4
                    : format.sample_rate_hz < kNoOversamplingHz ? 2
                                                                : 1),
      channels_(static_cast<std::size_t>(format.channel_count), Channel{std::vector<float>(kHistory + kPart, 0.0F)}) {}

void TruePeakMeter::push(const audio::AudioView& block) {
  if (!(block.format() == format_)) return;
  for (int c = 0; c < format_.channel_count; ++c) {
    Channel& channel = channels_[static_cast<std::size_t>(c)];
    for (auto rest = block.channel(c); !rest.empty();) {
      const auto part = rest.first(std::min(rest.size(), kPart));
      take(channel, part);
      rest = rest.subspan(part.size());
      non_finite_ = non_finite_ || count_non_finite(part) > 0;
    }
  }
}

void TruePeakMeter::take(Channel& channel, std::span<const float> samples) const {
  float* const work = channel.work.data();
  std::copy(samples.begin(), samples.end(), work + kHistory);
  // Zeros up to the end of the last piece: they make outputs of a cut that is not there, which are not looked at.
  const std::size_t padded = (samples.size() + kPiece - 1) / kPiece * kPiece;
  std::fill(work + kHistory + samples.size(), work + kHistory + padded, 0.0F);
  std::array<float, kPiece> out{};
  for (std::size_t i = 0; i < samples.size(); i += kPiece) {
    const std::size_t count = std::min(kPiece, samples.size() - i);
    float largest = magnitude(work + kHistory + i);
    channel.sample_peak = std::max(channel.sample_peak, largest);
    for (std::size_t k = 0; k < kHistory; ++k) largest = std::max(largest, std::fabs(work[i + k]));
    if (oversampling_ == 1 || largest * kGainBound <= channel.true_peak) continue;
    oversampling_ == 4 ? interpolate_four(work + i, out.data()) : interpolate_two(work + i, out.data());
    channel.true_peak =
        std::max(channel.true_peak, *std::max_element(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(count)));
  }
  std::copy_n(work + samples.size(), kHistory, work);
}

TruePeak TruePeakMeter::finish() {
  TruePeak out;
  const std::array<float, kHistory> zeros{};
  double true_peak = 0.0;
  double sample_peak = 0.0;
  for (Channel& channel : channels_) {
    take(channel, zeros);
    out.channels.push_back(std::max(channel.true_peak, channel.sample_peak));
    true_peak = std::max(true_peak, out.channels.back());
    sample_peak = std::max(sample_peak, static_cast<double>(channel.sample_peak));
  }
  if (non_finite_) {
    out.why = "the take has samples that are not numbers";
  } else if (sample_peak > 0.0) {
    out.true_peak = Dbtp(dsp::amplitude_to_db(true_peak));
    out.sample_peak = Dbfs(dsp::amplitude_to_db(sample_peak));
  } else {
    out.why = "digital silence";
  }
  return out;
}

Result<TruePeak> measure_true_peak(const audio::AudioView& take) {
  TRY_VOID(audio::check_format(take.format()));
  TruePeakMeter meter(take.format());
  meter.push(take);
  return meter.finish();
}

}  // namespace timbre::measure
