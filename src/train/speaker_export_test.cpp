// Rung: definition (ONNX Runtime against LibTorch on the same features; the largest difference is printed).
#include "train/speaker_export.h"

#include <iostream>

#include "gtest/gtest.h"

#include "nn/onnx_session.h"

namespace timbre::train {
namespace {

/// A network whose normalisations have seen something, so that folding them is put to the test.
SpeakerNet lived_in_net() {
  torch::manual_seed(5);
  SpeakerNet net{SpeakerNetOptions{.band_count = 64, .stem_channels = 24, .block_channels = 32, .pooled_channels = 48}};
  net->train();
  const torch::NoGradGuard no_gradients;
  for (int i = 0; i < 20; ++i) net(torch::randn({4, 64, 120}) + 0.3);
  for (auto& parameter : net->parameters()) parameter.add_(0.05 * torch::randn_like(parameter));
  return net;
}

TEST(SpeakerExport, IsTheTrainedNetwork) {
  if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
  const SpeakerNet net = lived_in_net();
  const std::string whole = speaker_onnx(net, {}, WeightKind::Single);
  const std::string half = speaker_onnx(net, {}, WeightKind::Half);
  const std::string bytes = speaker_onnx(net, {}, WeightKind::Bytes);
  EXPECT_LT(half.size(), whole.size() * 6 / 10);
  EXPECT_LT(bytes.size(), whole.size() * 5 / 10);
  for (const std::int64_t frames : {9, 50, 200, 1501}) {
    const torch::Tensor features = torch::randn({1, 64, frames});
    const auto exact = largest_export_difference(whole, net, features);
    ASSERT_TRUE(exact.ok()) << exact.error().message;
    const auto rounded = largest_export_difference(half, net, features);
    ASSERT_TRUE(rounded.ok());
    const auto coarse = largest_export_difference(bytes, net, features);
    ASSERT_TRUE(coarse.ok());
    std::cout << frames << " frames: largest difference " << *exact << ", in half precision " << *rounded
              << ", in bytes " << *coarse << '\n';
    EXPECT_LT(*coarse, 3e-2);
    EXPECT_LT(*exact, 1e-5);
    EXPECT_LT(*rounded, 2e-3);
  }
}

}  // namespace
}  // namespace timbre::train
