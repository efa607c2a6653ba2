// Rungs: exact (what was exported is read back), hostile (other files).
#include "train/onnx_weights.h"

#include "gtest/gtest.h"

#include "train/acoustic_export.h"
#include "train/speaker_export.h"

namespace timbre::train {
namespace {

ConditionedNet small_net(std::int64_t channels) {
  return ConditionedNet(ConditionedNetOptions{
      .inputs = 9, .outputs = 4, .speaker_inputs = 7, .channels = channels, .blocks = 2, .expansion = 2});
}

TEST(OnnxWeights, AConditionedNetIsWhatItWas) {
  torch::manual_seed(5);
  const torch::NoGradGuard no_gradients;
  ConditionedNet net = small_net(24);
  for (torch::Tensor& weights : net->parameters()) weights.add_(0.1 * torch::randn_like(weights));
  ConditionedNet read = small_net(24);
  const auto done = read_conditioned_onnx(conditioned_onnx("net", net, WeightKind::Single), read);
  ASSERT_TRUE(done.ok()) << done.error().message;
  const torch::Tensor rows = torch::randn({1, 31, 9});
  const torch::Tensor speaker = torch::randn({1, 1, 7});
  EXPECT_EQ((net(rows, speaker) - read(rows, speaker)).abs().max().item<double>(), 0.0);
}

TEST(OnnxWeights, AnEncoderAnswersAsItDid) {
  torch::manual_seed(5);
  const torch::NoGradGuard no_gradients;
  SpeakerNet net(SpeakerNetOptions{.band_count = 12,
                                   .stem_channels = 16,
                                   .block_channels = 20,
                                   .pooled_channels = 24,
                                   .attention_channels = 8,
                                   .embedding_size = 6});
  for (auto& buffer : net->named_buffers()) {
    if (buffer.key().find("running") != std::string::npos) buffer.value().add_(torch::rand_like(buffer.value()));
  }
  net->eval();
  SpeakerConfig config;
  config.features.band_count = 12;
  const torch::Tensor features = torch::randn({2, 12, 90});
  const torch::Tensor expected = net(features);
  for (const auto& [kind, tolerance] : {std::pair(WeightKind::Single, 1e-4), std::pair(WeightKind::Bytes, 0.1)}) {
    auto read = read_speaker_onnx(speaker_onnx(net, config, kind));
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_LT(((*read)(features)-expected).abs().max().item<double>(), tolerance * expected.abs().max().item<double>());
  }
}

TEST(OnnxWeights, SayWhichWeightIsNotThere) {
  ConditionedNet wide = small_net(24);
  ConditionedNet narrow = small_net(16);
  const auto done = read_conditioned_onnx(conditioned_onnx("net", wide, WeightKind::Half), narrow);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().kind, ErrorKind::Corrupt);
  EXPECT_NE(done.error().message.find("another shape"), std::string::npos) << done.error().message;
  const auto encoder = read_speaker_onnx(conditioned_onnx("net", wide, WeightKind::Half));
  ASSERT_FALSE(encoder.ok());
  EXPECT_NE(encoder.error().message.find("stem.conv.weight"), std::string::npos) << encoder.error().message;
  EXPECT_FALSE(read_conditioned_onnx("no network", wide).ok());
}

}  // namespace
}  // namespace timbre::train
