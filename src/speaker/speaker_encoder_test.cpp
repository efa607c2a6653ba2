// Rungs: definition (the tiny network by hand), property (chunking, rate, unit length), exact (errors).
#include "speaker/speaker_encoder.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "base/sha256.h"
#include "base/testing/memory_file_system.h"
#include "nn/onnx_graph.h"

namespace timbre::speaker {
namespace {

constexpr std::int64_t kBands = 40;
constexpr std::int64_t kSize = 6;

/// embedding = mean over time of relu(W·features): enough to see every frame once.
std::string tiny_network() {
  nn::OnnxGraph graph("tiny");
  graph.add_input("features", {"clips", kBands, "frames"});
  graph.add_output("embedding", {"clips", kSize});
  std::vector<float> weights;
  for (std::int64_t i = 0; i < kSize * kBands; ++i)
    weights.push_back(static_cast<float>(std::sin(static_cast<double>(i))));
  const std::vector<std::int64_t> shape{kSize, kBands, 1};
  const std::string h = graph.add_node("Conv", {"features", graph.add_floats("w", shape, weights)}, "h");
  const std::string mean =
      graph.add_node("ReduceMean", {graph.add_node("Relu", {h}, "r")}, "mean",
                     {nn::OnnxAttribute::wholes("axes", {2}), nn::OnnxAttribute::whole("keepdims", 0)});
  graph.add_node("Identity", {mean}, "embedding");
  return graph.bytes();
}

EncoderCard tiny_card() {
  EncoderCard card;
  card.name = "tiny";
  card.embedding_size = kSize;
  card.features.band_count = kBands;
  return card;
}

std::shared_ptr<const SpeakerEncoder> tiny_encoder() {
  auto session = nn::OnnxSession::from_bytes(tiny_network(), "tiny");
  if (!session.ok()) return nullptr;
  return std::make_shared<SpeakerEncoder>(*session, tiny_card());
}

/// A tone whose loudness and pitch move, so that no two stretches are alike.
audio::AudioBuffer moving_tone(int rate_hz, double seconds) {
  auto out = audio::white_noise(rate_hz, seconds, 0.003, 8);
  double phase = 0.0;
  for (std::size_t i = 0; i < out.frame_count(); ++i) {
    const double t = static_cast<double>(i) / rate_hz;
    phase += 2.0 * std::numbers::pi * (180.0 + 60.0 * std::sin(3.0 * t)) / rate_hz;
    const double loudness = 0.2 + 0.15 * std::sin(11.0 * t);
    for (const int harmonic : {1, 2, 3, 5, 9}) {
      out.channel(0)[i] += static_cast<float>(loudness / harmonic * std::sin(harmonic * phase));
    }
  }
  return out;
}

double largest_difference(const Embedding& a, const Embedding& b) {
  double largest = a.size() == b.size() ? 0.0 : 1.0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    largest = std::max(largest, std::abs(double{a[i]} - b[i]));
  return largest;
}

class SpeakerEncoderTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    encoder_ = tiny_encoder();
    ASSERT_NE(encoder_, nullptr);
  }
  std::shared_ptr<const SpeakerEncoder> encoder_;
};

TEST_F(SpeakerEncoderTest, GivesTheSameForAnyChunkingAndALengthOfOne) {
  const auto in = moving_tone(24000, 37.0);  // two windows
  const auto whole = encoder_->embed(in.view());
  ASSERT_TRUE(whole.ok()) << whole.error().message;
  ASSERT_EQ(whole->size(), static_cast<std::size_t>(kSize));
  EXPECT_NEAR(cosine(*whole, *whole), 1.0, 1e-6);
  for (const std::size_t chunk : {997U, 24000U}) {
    SpeakerListener listener(encoder_, 24000);
    for (std::size_t at = 0; at < in.frame_count(); at += chunk) listener.push(in.view().slice(at, chunk));
    const auto streamed = listener.finish();
    ASSERT_TRUE(streamed.ok());
    EXPECT_LT(largest_difference(*whole, *streamed), 1e-4);
  }
}

TEST_F(SpeakerEncoderTest, HearsTheSameAtAnyRateAndInTwoChannels) {
  const auto reference = encoder_->embed(moving_tone(16000, 5.0).view());
  const auto mono = moving_tone(16000, 5.0);
  const auto both = encoder_->embed(audio::stereo(mono, mono).view());
  ASSERT_TRUE(reference.ok());
  ASSERT_TRUE(both.ok());
  EXPECT_LT(largest_difference(*reference, *both), 1e-5);
  const auto louder = encoder_->embed(audio::scaled(mono, 0.25).view());
  EXPECT_GT(cosine(*reference, *louder), 0.999);
}

TEST_F(SpeakerEncoderTest, AsksForMoreSound) {
  for (const auto& quiet : {audio::silence(16000, 10.0), moving_tone(16000, 0.5),
                            audio::concatenated(moving_tone(16000, 0.6), audio::silence(16000, 5.0))}) {
    const auto none = encoder_->embed(quiet.view());
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(none.error().kind, ErrorKind::InvalidInput);
    EXPECT_NE(none.error().message.find("longer clip"), std::string::npos);
  }
  auto broken = moving_tone(16000, 3.0);
  broken.channel(0)[7] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(encoder_->embed(broken.view()).error().kind, ErrorKind::InvalidInput);
}

TEST_F(SpeakerEncoderTest, OnlyTheCardsNetworkIsOpened) {
  MemoryFileSystem disk;
  EXPECT_EQ(SpeakerEncoder::open("/m", disk).error().kind, ErrorKind::NotFound);
  const std::string network = tiny_network();
  const auto card = [](const std::string& sum) {
    return R"({"name":"tiny","sha256":")" + sum +
           R"(","embedding_size":6,"calibration_slope":1,"calibration_offset":0,"same_from":0.5,"different_below":0.5,
           "features":{"sample_rate_hz":16000,"window_s":0.025,"hop_s":0.01,"band_count":40,"low_hz":20,"high_hz":7600}})";
  };
  disk.files["/m/speaker-encoder.onnx"] = network;
  disk.files["/m/speaker-encoder.json"] = card(sha256_hex("something else"));
  EXPECT_EQ(SpeakerEncoder::open("/m", disk).error().kind, ErrorKind::Corrupt);
  disk.files["/m/speaker-encoder.json"] = card(sha256_hex(network));
  const auto encoder = SpeakerEncoder::open("/m", disk);
  ASSERT_TRUE(encoder.ok()) << encoder.error().message;
  EXPECT_TRUE((*encoder)->embed(moving_tone(16000, 2.0).view()).ok());
}

}  // namespace
}  // namespace timbre::speaker
