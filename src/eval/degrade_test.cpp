// Rungs: definition (ratios, the µ-law curve), property (length, spectrum).
#include "eval/degrade.h"

#include <cmath>
#include <numeric>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "dsp/log_mel.h"

namespace timbre::eval {
namespace {

std::vector<float> speech_like(double seconds) {
  const auto tone = audio::mixed(audio::sine(16000, seconds, 200.0, 0.2), audio::sine(16000, seconds, 5000.0, 0.1));
  return {tone.channel(0).begin(), tone.channel(0).end()};
}

double energy(std::span<const float> x) {
  return std::inner_product(x.begin(), x.end(), x.begin(), 0.0, std::plus<>(),
                            [](float a, float b) { return static_cast<double>(a) * b; });
}

TEST(Degrade, NoiseIsAsLoudAsAsked) {
  const auto clean = speech_like(1.0);
  auto noisy = clean;
  const auto hiss = audio::white_noise(16000, 0.3, 0.1, 1);  // shorter than the speech: started over
  add_noise(noisy, hiss.channel(0), 12.0);
  std::vector<float> added(clean.size());
  for (std::size_t i = 0; i < clean.size(); ++i) added[i] = noisy[i] - clean[i];
  EXPECT_NEAR(10.0 * std::log10(energy(clean) / energy(added)), 12.0, 0.1);
  std::vector<float> silence(100, 0.0F);
  add_noise(silence, hiss.channel(0), 12.0);
  EXPECT_EQ(silence, std::vector<float>(100, 0.0F));
}

TEST(Degrade, MuLawIsFineNearZeroAndItsOwnInverse) {
  for (float x = -1.0F; x <= 1.0F; x += 0.01F) {
    const float once = through_mu_law(x);
    EXPECT_NEAR(once, x, 0.001 + 0.025 * std::abs(x));
    EXPECT_NEAR(through_mu_law(once), once, 1e-6);
    EXPECT_FLOAT_EQ(through_mu_law(-x), -once);
  }
  EXPECT_FLOAT_EQ(through_mu_law(7.0F), 1.0F);
}

TEST(Degrade, ATelephoneHasNothingAboveItsBand) {
  const auto in = speech_like(1.0);
  const auto out = through_telephone(in, 16000);
  ASSERT_EQ(out.size(), in.size());
  const auto before = dsp::log_mel(in);
  const auto after = dsp::log_mel(out);
  const std::size_t top = 50 * 64 + 52;  // about 5 kHz
  EXPECT_LT(after[top], before[top] - 5.0);
}

}  // namespace
}  // namespace timbre::eval
