#include "measure/dnsmos_mel.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "gtest/gtest.h"

#include "base/random.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kCount = 1600;

std::vector<float> noise() {
  SeededRandom random(7);
  std::vector<float> samples(kCount);
  for (float& sample : samples) sample = static_cast<float>(0.1 * random.normal());
  return samples;
}

double hz_of_mel(double mel) { return mel < 15.0 ? mel * 200.0 / 3.0 : 1000.0 * std::pow(6.4, (mel - 15.0) / 27.0); }

/// The power in one band of one frame, in double and by the sums that define it.
double power_by_definition(const std::vector<float>& samples, std::size_t frame, std::size_t band) {
  const double top_mel = 15.0 + 27.0 * std::log(8.0) / std::log(6.4);
  const auto edge = [&](std::size_t i) { return hz_of_mel(top_mel * static_cast<double>(i) / 121.0); };
  const double low = edge(band);
  const double middle = edge(band + 1);
  const double high = edge(band + 2);
  double power = 0.0;
  for (int k = 0; k <= 160; ++k) {
    const double hz = 50.0 * k;
    if (hz <= low || hz >= high) continue;
    const double weight =
        (hz < middle ? (hz - low) / (middle - low) : (high - hz) / (high - middle)) * 2 / (high - low);
    std::complex<double> sum = 0.0;
    for (int n = 0; n < 321; ++n) {
      const double hann = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * n / 321.0);
      auto at = static_cast<std::ptrdiff_t>(frame) * 160 + n - 160;
      if (at < 0) at = -at;
      if (at >= static_cast<std::ptrdiff_t>(samples.size()))
        at = 2 * static_cast<std::ptrdiff_t>(samples.size()) - 2 - at;
      sum += hann * samples[static_cast<std::size_t>(at)] * std::polar(1.0, -2.0 * std::numbers::pi * k * n / 321.0);
    }
    power += weight * std::norm(sum);
  }
  return power;
}

// Rung "definition": differences between bands do not hang on which one is the loudest.
TEST(DnsmosMel, MatchesTheDefinition) {
  const std::vector<float> samples = noise();
  const std::vector<float> picture = dnsmos_mel(samples);
  ASSERT_EQ(picture.size(), 10 * kDnsmosMelBands);
  const std::size_t frames[] = {0, 1, 5, 9};
  double worst = 0.0;
  const double base = power_by_definition(samples, 5, 60);
  for (const std::size_t t : frames) {
    for (std::size_t b = 0; b < kDnsmosMelBands; b += 7) {
      const double power = power_by_definition(samples, t, b);
      if (power <= 1e-9) continue;  // a triangle between two bins
      const double expected = 10.0 * std::log10(power / base) / 40.0;
      worst =
          std::max(worst, std::abs(picture[t * kDnsmosMelBands + b] - picture[5 * kDnsmosMelBands + 60] - expected));
    }
  }
  std::printf("largest difference: %.2e of 2\n", worst);
  EXPECT_LT(worst, 1e-5);
}

// Rung "exact".
TEST(DnsmosMel, RunsFromEightyDecibelsUnderTheLoudest) {
  const std::vector<float> picture = dnsmos_mel(noise());
  EXPECT_FLOAT_EQ(*std::max_element(picture.begin(), picture.end()), 1.0F);
  EXPECT_GE(*std::min_element(picture.begin(), picture.end()), -1.0F);
  const std::vector<float> silence = dnsmos_mel(std::vector<float>(kCount, 0.0F));
  EXPECT_TRUE(std::all_of(silence.begin(), silence.end(), [](float x) { return x == 1.0F; }));
}

}  // namespace
}  // namespace timbre::measure
