#include "measure/wada.h"

#include <array>
#include <cmath>
#include <utility>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "dsp/decibel.h"

namespace timbre::measure {
namespace {

/// Gamma(shape, 1) by Marsaglia & Tsang (2000), with their boost for shape < 1.
double gamma_variate(double shape, Random& random) {
  const double d = shape + 1.0 - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double x = random.normal();
    const double v = std::pow(1.0 + c * x, 3);
    if (v <= 0.0) continue;
    if (std::log(1.0 - random.uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) {
      return d * v * std::pow(1.0 - random.uniform(), 1.0 / shape);
    }
  }
}

audio::AudioBuffer gamma_in_noise(double snr_db, double gain) {
  audio::AudioBuffer out({16000, 1}, 1600000);
  SeededRandom random(1);
  const double speech_power = 0.4 * 1.4;  // second moment of Gamma(0.4, 1)
  const double noise_rms = std::sqrt(speech_power / dsp::db_to_power(snr_db));
  for (float& x : out.channel(0)) {
    const double speech = gamma_variate(0.4, random) * (random.uniform() < 0.5 ? -1.0 : 1.0);
    x = static_cast<float>(gain * (speech + noise_rms * random.normal()));
  }
  return out;
}

// Golden: measured once with the authors' table on the same construction (±0.3 dB from −5 dB on).
TEST(Wada, ReadsTheRatioOfItsOwnModel) {
  constexpr std::array<std::pair<double, double>, 10> kGolden{{{-5, -4.94},
                                                               {0, 0.28},
                                                               {5, 4.98},
                                                               {10, 10.01},
                                                               {15, 15.09},
                                                               {20, 20.05},
                                                               {30, 29.98},
                                                               {40, 39.87},
                                                               {50, 49.90},
                                                               {60, 59.76}}};
  double most = 0.0;
  for (const auto& [snr, wanted] : kGolden) {
    // The golden run had 160 000 samples: its v is known to 0.007, which is 0.5 dB at 40, 1 at 50, 1.5 at 60.
    const double tolerance = snr <= 30 ? 0.3 : 0.05 * snr - 1.5;
    const double found = **measure_wada_snr(gamma_in_noise(snr, 0.1).view());
    most = std::max(most, std::abs(found - wanted));
    EXPECT_NEAR(found, wanted, tolerance) << snr;
  }
  RecordProperty("largest_difference_db", std::to_string(most));
}

TEST(Wada, KnowsNoiseFromSpeech) {
  EXPECT_LE(**measure_wada_snr(audio::white_noise(16000, 10.0, 0.1, 4).view()), -5.0);
  EXPECT_EQ(**measure_wada_snr(audio::sine(16000, 5.0, 440.0, 0.5).view()), -20.0);
}

// Property: gain changes nothing (but which few samples fall under −140 dBFS), and digital silence is left out.
TEST(Wada, IgnoresGainAndDigitalSilence) {
  const auto take = gamma_in_noise(20.0, 0.1);
  const double plain = **measure_wada_snr(take.view());
  EXPECT_NEAR(**measure_wada_snr(audio::scaled(take, 0.25).view()), plain, 0.02);
  EXPECT_NEAR(**measure_wada_snr(audio::concatenated(take, audio::silence(16000, 5.0)).view()), plain, 1e-3);
  EXPECT_FALSE(measure_wada_snr(audio::silence(16000, 1.0).view())->has_value());
}

}  // namespace
}  // namespace timbre::measure
