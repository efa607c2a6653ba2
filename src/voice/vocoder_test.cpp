// Rungs: exact (a stream makes what the whole makes), property (what is wrong is named). The network is made here: a
// convolution as wide as the real one sees, so that context matters.
#include "voice/vocoder.h"

#include <cmath>

#include "gtest/gtest.h"

#include "base/random.h"
#include "nn/onnx_graph.h"
#include "voice/vocoder_input.h"

namespace timbre::voice {
namespace {

std::shared_ptr<const nn::OnnxSession> made_network() {
  nn::OnnxGraph graph("test");
  const auto inputs = static_cast<std::int64_t>(kVocoderInputs);
  const auto outputs = static_cast<std::int64_t>(kFilterValues);
  constexpr std::int64_t kWidth = 2 * static_cast<std::int64_t>(kVocoderContext) + 1;
  graph.add_input("frames", {1, "n", inputs});
  graph.add_output("filters", {1, "n", outputs});
  SeededRandom random(2);
  std::vector<float> weights(static_cast<std::size_t>(outputs * inputs * kWidth));
  for (float& w : weights) w = static_cast<float>(0.01 * random.normal());
  const std::vector<std::int64_t> shape{outputs, inputs, kWidth};
  const std::string weight = graph.add_floats("weight", shape, weights);
  const auto turn = nn::OnnxAttribute::wholes("perm", {0, 2, 1});
  const std::string in = graph.add_node("Transpose", {"frames"}, "in", {turn});
  const std::string out = graph.add_node("Conv", {in, weight}, "out",
                                         {nn::OnnxAttribute::wholes("kernel_shape", {kWidth}),
                                          nn::OnnxAttribute::wholes("pads", {kWidth / 2, kWidth / 2})});
  graph.add_node("Transpose", {out}, "filters", {turn});
  return nn::OnnxSession::from_bytes(graph.bytes(), "made here").value();
}

VoiceFrames made_frames(std::size_t count) {
  SeededRandom random(4);
  VoiceFrames frames;
  for (std::size_t f = 0; f < count; ++f) {
    for (std::size_t b = 0; b < kMelBands; ++b) frames.log_mel.push_back(static_cast<float>(random.normal() - 9.0));
    frames.f0_hz.push_back(f % 13 < 9 ? 120.0F : 0.0F);
  }
  return frames;
}

class VocoderTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    vocoder = std::make_shared<const Vocoder>(made_network());
  }
  std::shared_ptr<const Vocoder> vocoder;
};

TEST_F(VocoderTest, AStreamMakesWhatTheWholeMakes) {
  for (const std::size_t count : {1U, 20U, 46U, 47U, 130U}) {
    const VoiceFrames frames = made_frames(count);
    const auto whole = vocoder->speak(frames);
    ASSERT_TRUE(whole.ok()) << whole.error().message;
    EXPECT_EQ(whole->size(), count * 240);
    for (const std::size_t at_once : {1U, 7U, 60U}) {
      VocoderStream stream(vocoder, {});
      std::vector<float> sound;
      for (std::size_t f = 0; f < count; f += at_once) {
        const std::size_t end = std::min(count, f + at_once);
        const auto part = stream.push({{frames.log_mel.begin() + static_cast<std::ptrdiff_t>(f * kMelBands),
                                        frames.log_mel.begin() + static_cast<std::ptrdiff_t>(end * kMelBands)},
                                       {frames.f0_hz.begin() + static_cast<std::ptrdiff_t>(f),
                                        frames.f0_hz.begin() + static_cast<std::ptrdiff_t>(end)}});
        ASSERT_TRUE(part.ok()) << part.error().message;
        sound.insert(sound.end(), part->begin(), part->end());
      }
      const auto rest = stream.finish();
      ASSERT_TRUE(rest.ok());
      sound.insert(sound.end(), rest->begin(), rest->end());
      ASSERT_EQ(sound.size(), whole->size());
      for (std::size_t i = 0; i < sound.size(); ++i)
        ASSERT_NEAR(sound[i], (*whole)[i], 1e-4) << count << " " << at_once;
    }
  }
}

TEST_F(VocoderTest, SaysWhatIsWrong) {
  EXPECT_EQ(vocoder->speak({}).error().kind, ErrorKind::InvalidInput);
  VoiceFrames uneven = made_frames(3);
  uneven.log_mel.pop_back();
  EXPECT_NE(vocoder->speak(uneven).error().message.find("80 a frame"), std::string::npos);
  EXPECT_NE(vocoder->speak(made_frames(3), {.rate_hz = 8000}).error().message.find("8000"), std::string::npos);
  EXPECT_FALSE(vocoder->speak(made_frames(3), {.rate_hz = 22050 + 1}).ok());
}

}  // namespace
}  // namespace timbre::voice
