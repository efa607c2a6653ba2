// Rung: definition (it begins without a speaker, and can learn to hear one).
#include "train/conditioned_net.h"

#include "gtest/gtest.h"

namespace timbre::train {
namespace {

TEST(ConditionedNet, BeginsAsIfThereWereNoSpeakerAndHearsOneOnceTaught) {
  torch::manual_seed(2);
  ConditionedNet net(
      ConditionedNetOptions{.inputs = 5, .outputs = 3, .speaker_inputs = 4, .channels = 16, .blocks = 1});
  const torch::Tensor rows = torch::randn({2, 11, 5});
  const torch::Tensor one = torch::randn({2, 1, 4});
  const torch::Tensor other = torch::randn({2, 1, 4});
  const torch::Tensor before = net(rows, one);
  EXPECT_EQ(before.sizes(), (std::vector<std::int64_t>{2, 11, 3}));
  EXPECT_TRUE(torch::equal(before, net(rows, other)));
  before.square().mean().backward();
  const torch::NoGradGuard no_gradients;
  for (torch::Tensor& weights : net->parameters()) {
    if (weights.grad().defined()) weights.sub_(0.5 * weights.grad());
  }
  EXPECT_FALSE(torch::equal(net(rows, one), net(rows, other)));
}

}  // namespace
}  // namespace timbre::train
