#include "measure/srmr.h"

#include <complex>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::measure {
namespace {

/// A whisper in a room, roughly: syllables of noise at 4 Hz and a decaying tail, silence of 0.32 s around it.
audio::AudioBuffer voice(int rate_hz, double seconds, double tail_s) {
  auto dry = audio::silence(rate_hz, seconds);
  SeededRandom random(4);
  for (std::size_t i = 0; i < dry.frame_count(); ++i) {
    const double t = static_cast<double>(i) / rate_hz;
    const double syllable = std::max(0.0, std::sin(2.0 * std::numbers::pi * 4.0 * t));
    const bool is_inside = t >= 0.32 && t < seconds - 0.32;
    dry.channel(0)[i] = static_cast<float>(is_inside ? 0.1 * syllable * random.normal() : 0.0);
  }
  if (tail_s <= 0.0) return dry;
  auto wet = dry;
  const auto size = static_cast<std::size_t>(tail_s * rate_hz);
  for (std::size_t k = 1; k < size; k += 3) {  // a sparse tail is as diffuse as the bands are wide
    const double gain = 0.2 * random.normal() * std::exp(-6.9 * static_cast<double>(k) / static_cast<double>(size));
    for (std::size_t i = k; i < dry.frame_count(); ++i) {
      wet.channel(0)[i] += static_cast<float>(gain * dry.channel(0)[i - k]);
    }
  }
  return wet;
}

using Complex = std::complex<double>;

/// The definition, slowly and in double: convolution with t³·e^(−2πbt)·e^(2πift), envelope at the full rate.
std::vector<double> slow_envelope(std::span<const float> x, int rate_hz, double center_hz) {
  const double b = 1.019 * erb_hz(center_hz);
  const auto size = static_cast<std::size_t>(3.2 / b * rate_hz);  // e⁻²⁰ of the peak is left
  std::vector<Complex> response(size);
  double gain = 0.0;
  for (std::size_t n = 0; n < size; ++n) {
    const double t = static_cast<double>(n) / rate_hz;
    const double a = t * t * t * std::exp(-2.0 * std::numbers::pi * b * t);
    gain += a;
    response[n] = std::polar(a, 2.0 * std::numbers::pi * center_hz * t);
  }
  std::vector<double> envelope(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    Complex y = 0.0;
    for (std::size_t n = 0; n < std::min(size, i + 1); ++n) y += response[n] * static_cast<double>(x[i - n]);
    envelope[i] = std::abs(y) / gain;
  }
  return envelope;
}

/// Energy of one modulation band at the full rate, in 256 ms Hamming windows with a hop of 64 ms.
double slow_energy(const std::vector<double>& envelope, int rate_hz, double modulation_hz) {
  const double t = std::tan(std::numbers::pi * modulation_hz / rate_hz);
  const double a0 = 1.0 + t / 2.0 + t * t;
  std::vector<double> y(envelope.size());
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double x2 = i >= 2 ? envelope[i - 2] : 0.0;
    const double y1 = i >= 1 ? y[i - 1] : 0.0;
    const double y2 = i >= 2 ? y[i - 2] : 0.0;
    y[i] = (t / 2.0 * (envelope[i] - x2) - (2.0 * t * t - 2.0) * y1 - (1.0 - t / 2.0 + t * t) * y2) / a0;
  }
  const auto window = static_cast<std::size_t>(0.256 * rate_hz);
  double energy = 0.0;
  for (std::size_t start = 0; start + window <= y.size(); start += window / 4) {
    for (std::size_t i = 0; i < window; ++i) {
      const double w =
          0.54 - 0.46 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(window));
      energy += w * w * y[start + i] * y[start + i];
    }
  }
  return energy;
}

double slow_srmr(std::span<const float> x, int rate_hz) {
  ModulationEnergies energies{};
  for (std::size_t band = 0; band < kSrmrBandCount; ++band) {
    const auto envelope = slow_envelope(x, rate_hz, srmr_center_hz(rate_hz, band));
    for (std::size_t m = 0; m < kSrmrModulationCount; ++m) {
      energies[band][m] = slow_energy(envelope, rate_hz, srmr_modulation_hz(m));
    }
  }
  return srmr_of(energies, rate_hz);
}

// Definition: the fast form against the slow one. The silence around the voice leaves the windows at the ends equal.
TEST(Srmr, TheFastFormIsTheDefinition) {
  double worst = 0.0;
  for (const int rate : {8000, 16000}) {
    for (const double tail : {0.0, 0.2}) {
      const auto audio = voice(rate, 2.048, tail);
      const double fast = *measure_srmr(audio.view())->value;
      const double slow = slow_srmr(audio.channel(0), rate);
      worst = std::max(worst, std::abs(fast / slow - 1.0));
      std::printf("srmr at %d Hz, tail %.1f s: fast %.4f, slow %.4f (%+.2f %%)\n", rate, tail, fast, slow,
                  100.0 * (fast / slow - 1.0));
    }
  }
  EXPECT_LT(worst, 0.04);
}

TEST(Srmr, FallsWithTheTail) {
  double before = 1e9;
  for (const double tail : {0.0, 0.3, 0.6, 1.2}) {
    const double now = *measure_srmr(voice(8000, 3.0, tail).view())->value;
    EXPECT_LT(now, before) << tail;
    before = now;
  }
}

// Property: gain does not matter.
TEST(Srmr, GainDoesNotMatter) {
  const auto audio = voice(16000, 2.0, 0.0);
  EXPECT_NEAR(*measure_srmr(audio::scaled(audio, 0.01).view())->value, *measure_srmr(audio.view())->value, 1e-3);
}

TEST(Srmr, CentersAreThePapers) {
  EXPECT_NEAR(srmr_center_hz(16000, 0), 125.0, 1e-9);
  EXPECT_LT(srmr_center_hz(16000, kSrmrBandCount - 1), 8000.0);
  EXPECT_NEAR(srmr_modulation_hz(0), 4.0, 1e-12);
  EXPECT_NEAR(srmr_modulation_hz(7), 128.0, 1e-9);
}

// Exact: any chunking gives the same.
TEST(Srmr, AnyChunkingGivesTheSame) {
  const auto audio = voice(16000, 2.0, 0.0);
  const auto whole = *measure_srmr(audio.view());
  for (const std::size_t chunk : {1U, 13U, 997U, 5000U}) {
    SrmrMeter meter(16000);
    for (std::size_t i = 0; i < audio.frame_count(); i += chunk) {
      meter.push(audio.channel(0).subspan(i, std::min(chunk, audio.frame_count() - i)));
    }
    EXPECT_EQ(meter.finish().value, whole.value) << chunk;
  }
}

TEST(Srmr, SilenceShortAndEmpty) {
  EXPECT_FALSE(measure_srmr(audio::silence(48000, 2.0).view())->value);
  EXPECT_FALSE(measure_srmr(audio::white_noise(16000, 0.3, 0.1, 1).view())->value);
  EXPECT_FALSE(measure_srmr(audio::silence(16000, 0.0).view())->value);
  EXPECT_FALSE(measure_srmr(audio::white_noise(2000, 3.0, 0.1, 1).view())->value);
}

}  // namespace
}  // namespace timbre::measure
