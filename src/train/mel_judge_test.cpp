// Rung: property (it learns to tell smooth from rough, and what deceives it costs less).
#include "train/mel_judge.h"

#include <torch/optim/adamw.h>

#include "gtest/gtest.h"

namespace timbre::train {
namespace {

TEST(MelJudge, LearnsToTellRecordedFromSmooth) {
  torch::manual_seed(4);
  at::set_num_threads(1);
  MelJudge judge(3);
  torch::optim::AdamW optimiser(judge->parameters(), torch::optim::AdamWOptions(1e-3));
  const torch::Tensor speaker = torch::randn({4, 1, 3});
  double found = 2.0;
  for (int step = 0; step < 40; ++step) {
    optimiser.zero_grad();
    const auto rough = judge(torch::randn({4, 32, 80}), speaker);
    const auto smooth = judge(0.1 * torch::randn({4, 32, 80}), speaker);
    const torch::Tensor loss = judge_loss(rough.score, smooth.score);
    loss.backward();
    optimiser.step();
    found = loss.item<double>();
  }
  EXPECT_LT(found, 0.2);
  const torch::NoGradGuard no_gradients;
  const auto recorded = judge(torch::randn({4, 32, 80}), speaker);
  const double rough = deceit_loss(judge(torch::randn({4, 32, 80}), speaker), recorded).item<double>();
  const double smooth = deceit_loss(judge(0.1 * torch::randn({4, 32, 80}), speaker), recorded).item<double>();
  EXPECT_LT(rough, smooth);
}

}  // namespace
}  // namespace timbre::train
