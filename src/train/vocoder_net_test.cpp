// Rungs: exact (the product's filter makes what training hears), definition (the loss).
#include "train/vocoder_net.h"

#include <cmath>

#include "gtest/gtest.h"

#include "voice/excitation.h"
#include "voice/source_filter.h"
#include "voice/voice_frames.h"

namespace timbre::train {
namespace {

std::vector<float> rising_pitch(std::size_t count) {
  std::vector<float> f0(count);
  for (std::size_t i = 0; i < count; ++i) f0[i] = i % 9 < 6 ? 100.0F + 3.0F * static_cast<float>(i) : 0.0F;
  return f0;
}

TEST(VocoderNet, TrainingAndProductFilterAlike) {
  torch::manual_seed(5);
  const std::vector<float> f0 = rising_pitch(30);
  const torch::Tensor filters = torch::randn({1, 30, static_cast<std::int64_t>(voice::kFilterValues)});
  voice::ExcitationSource source(voice::kAnalysisRateHz, 4);
  voice::Excitation whole = source.push(f0);
  const voice::Excitation rest = source.finish();
  whole.pulses.insert(whole.pulses.end(), rest.pulses.begin(), rest.pulses.end());
  whole.noise.insert(whole.noise.end(), rest.noise.begin(), rest.noise.end());
  const torch::Tensor trained =
      filtered(torch::tensor(whole.pulses).unsqueeze(0), torch::tensor(whole.noise).unsqueeze(0), filters);

  voice::SourceFilter filter(voice::kAnalysisRateHz, 4);
  const std::vector<float> values(filters.data_ptr<float>(), filters.data_ptr<float>() + filters.numel());
  std::vector<float> made = filter.push(f0, values);
  const std::vector<float> end = filter.finish();
  made.insert(made.end(), end.begin(), end.end());
  ASSERT_EQ(static_cast<std::int64_t>(made.size()), trained.size(1));
  const torch::Tensor ours = torch::tensor(made).unsqueeze(0);
  EXPECT_LT((ours - trained).abs().max().item<double>(), 1e-4 * trained.abs().max().item<double>());
  EXPECT_GT(trained.abs().max().item<double>(), 0.1);
}

TEST(VocoderNet, TheLossIsZeroForTheSameSound) {
  torch::manual_seed(6);
  const torch::Tensor sound = 0.1 * torch::randn({2, 8000});
  EXPECT_EQ(spectral_loss(sound, sound).item<double>(), 0.0);
  // Half as loud: every log magnitude ln 2 lower, every spectrum half missed.
  EXPECT_NEAR(spectral_loss(0.5 * sound, sound).item<double>(), std::log(2.0) + 0.5, 2e-3);
}

}  // namespace
}  // namespace timbre::train
