// Rung: exact (ONNX Runtime computes what LibTorch does).
#include "train/acoustic_export.h"

#include "gtest/gtest.h"

#include "nn/onnx_session.h"

namespace timbre::train {
namespace {

TEST(ConditionedExport, ComputesTheSameForEverySpeaker) {
  if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
  torch::manual_seed(5);
  ConditionedNet net(ConditionedNetOptions{
      .inputs = 9, .outputs = 4, .speaker_inputs = 7, .channels = 24, .blocks = 2, .expansion = 2});
  const torch::NoGradGuard no_gradients;
  for (torch::Tensor& weights : net->parameters()) weights.add_(0.1 * torch::randn_like(weights));
  const std::string single = conditioned_onnx("net", net, WeightKind::Single);
  const torch::Tensor rows = torch::randn({1, 31, 9});
  for (int i = 0; i < 2; ++i) {
    const torch::Tensor speaker = torch::randn({1, 1, 7});
    const auto exact = largest_export_difference(single, net, rows, speaker);
    ASSERT_TRUE(exact.ok()) << exact.error().message;
    EXPECT_LT(*exact, 1e-4);
  }
  const auto half =
      largest_export_difference(conditioned_onnx("net", net, WeightKind::Half), net, rows, torch::randn({1, 1, 7}));
  ASSERT_TRUE(half.ok()) << half.error().message;
  EXPECT_LT(*half, 2e-2);
}

}  // namespace
}  // namespace timbre::train
