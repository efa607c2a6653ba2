#include "measure/k_weighting.h"

#include <cmath>
#include <complex>
#include <cstdio>
#include <numbers>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"

namespace timbre::measure {
namespace {

struct Golden {
  double rate_hz;
  dsp::BiquadCoefficients shelf;
  dsp::BiquadCoefficients high_pass;
};

// Rungs "standard" (48 kHz, the table of BS.1770-4) and "golden" (the same prototypes evaluated elsewhere).
TEST(KWeighting, GivesTheStandardsCoefficients) {
  const Golden goldens[] = {
      {48000,
       {1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585},
       {1, -2, 1, -1.99004745483398, 0.99007225036621}},
      {44100,
       {1.5308412300503478, -2.6509799951547297, 1.169079079921587, -1.6636551132560204, 0.7125954280732254},
       {1, -2, 1, -1.989169673629796, 0.9891990357870393}},
      {24000,
       {1.4879002209622763, -2.2462054681411368, 0.904909123246438, -1.3902346051928203, 0.5368384812603979},
       {1, -2, 1, -1.9801441262289323, 0.9802428178592764}},
      {16000,
       {1.4432952234913587, -1.8315753812604594, 0.6816587574119699, -1.1015337691069944, 0.39491236874986363},
       {1, -2, 1, -1.9702895280044335, 0.9705104905358434}},
  };
  double worst = 0.0;
  for (const Golden& golden : goldens) {
    const KWeighting k = k_weighting(golden.rate_hz);
    for (const auto& [a, b] : {std::pair{k.shelf, golden.shelf}, {k.high_pass, golden.high_pass}}) {
      for (const double d : {a.b0 - b.b0, a.b1 - b.b1, a.b2 - b.b2, a.a1 - b.a1, a.a2 - b.a2}) {
        worst = std::max(worst, std::abs(d));
      }
    }
  }
  std::printf("largest difference of a coefficient: %.1e\n", worst);
  EXPECT_LT(worst, 1e-13);
}

// Rung "definition", 1e-7 (0.0000004 dB): four steps at a time give what the two filters give one sample at a time, at
// every rate.
TEST(KFilter, EqualsTheTwoFiltersInSeries) {
  double worst = 0.0;
  for (const int rate : {8000, 11025, 22050, 48000, 96000, 192000}) {
    const auto in = audio::white_noise(rate, 3.0, 0.2, 5);
    const KWeighting k = k_weighting(rate);
    dsp::Biquad shelf(k.shelf);
    dsp::Biquad high_pass(k.high_pass);
    KFilter filter(rate);
    for (std::size_t i = 0; i + 441 <= in.frame_count(); i += 441) {
      double wanted = 0.0;
      for (const float x : in.channel(0).subspan(i, 441)) {
        const double y = high_pass.process(shelf.process(x));
        wanted += y * y;
      }
      worst = std::max(worst, std::abs(filter.energy(in.channel(0).subspan(i, 441)) / wanted - 1.0));
    }
  }
  std::printf("largest relative difference of an energy: %.1e\n", worst);
  EXPECT_LT(worst, 1e-7);
}

}  // namespace
}  // namespace timbre::measure
