// Rung: exact (ONNX Runtime computes what LibTorch does).
#include "train/vocoder_export.h"

#include "gtest/gtest.h"

#include "nn/onnx_session.h"
#include "voice/vocoder_input.h"

namespace timbre::train {
namespace {

TEST(VocoderExport, ComputesTheSame) {
  if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
  torch::manual_seed(3);
  VocoderNet net(VocoderNetOptions{.channels = 24, .blocks = 2, .expansion = 2});
  const torch::Tensor inputs = torch::randn({1, 37, static_cast<std::int64_t>(voice::kVocoderInputs)});
  const auto exact = largest_export_difference(vocoder_onnx(net, WeightKind::Single), net, inputs);
  ASSERT_TRUE(exact.ok()) << exact.error().message;
  EXPECT_LT(*exact, 2e-5);
  const auto half = largest_export_difference(vocoder_onnx(net, WeightKind::Half), net, inputs);
  ASSERT_TRUE(half.ok()) << half.error().message;
  EXPECT_LT(*half, 5e-3);
}

}  // namespace
}  // namespace timbre::train
