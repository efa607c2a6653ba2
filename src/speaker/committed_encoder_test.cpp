// Rung: standard (the encoder that comes with Timbre, on speakers who taught it nothing: LibriSpeech in the test data).

#include <array>
#include <cmath>
#include <cstdlib>

#include "gtest/gtest.h"

#include "audio/codec/decode.h"
#include "base/testing/test_data.h"
#include "speaker/speaker_encoder.h"
#include "speaker/voice_scale.h"

namespace timbre::speaker {
namespace {

class CommittedEncoder : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    const char* source = std::getenv("TIMBRE_SOURCE");
    if (source == nullptr) GTEST_SKIP() << "TIMBRE_SOURCE is not set";
    PosixFileSystem disk;
    const auto models = std::filesystem::path(source) / "models";
    auto opened = SpeakerEncoder::open(models, disk);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    encoder = *opened;
    auto judging = SpeakerEncoder::open(models / kJudgeFolder, disk);
    ASSERT_TRUE(judging.ok()) << judging.error().message;
    judge = *judging;
  }
  std::shared_ptr<const SpeakerEncoder> encoder;
  std::shared_ptr<const SpeakerEncoder> judge;
};

/// Mean shares of all pairs of clips of the test data's speakers, [0] of two people and [1] of one.
std::array<double, 2> mean_shares(const SpeakerEncoder& encoder, const VoiceScale& scale,
                                  const std::vector<std::filesystem::path>& clips) {
  std::vector<std::pair<std::string, HeardClip>> heard;
  for (const auto& clip : clips) {
    const auto decoded = audio::decode_file(clip).value();
    const audio::AudioView sound = decoded.audio.view();
    heard.push_back({clip.filename().string().substr(0, clip.filename().string().find('-')),
                     {encoder.embed(sound).value(), sound.duration_s()}});
  }
  std::array<double, 2> sums{};
  std::array<int, 2> counts{};
  for (std::size_t i = 0; i < heard.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const std::size_t is_one = heard[i].first == heard[j].first ? 1 : 0;
      const auto share = share_of(scale, encoder.card(), heard[i].second, heard[j].second);
      if (!share.ok()) continue;
      sums[is_one] += *share;
      ++counts[is_one];
    }
  }
  std::printf("%s: strangers %.2f of %d pairs, one person %.2f of %d\n", encoder.card().name.c_str(),
              sums[0] / counts[0], counts[0], sums[1] / counts[1], counts[1]);
  return {sums[0] / counts[0], sums[1] / counts[1]};
}

TEST_F(CommittedEncoder, TellsTheTestDatasSpeakersApart) {
  const auto clips = test_data_clips("speech/librispeech");
  if (clips.empty()) {
    ASSERT_FALSE(in_ci()) << "no LibriSpeech in the test data";
    GTEST_SKIP() << "no test data";
  }
  std::vector<std::pair<std::string, Embedding>> embedded;
  for (const auto& clip : clips) {
    const auto decoded = audio::decode_file(clip);
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    const auto embedding = encoder->embed(decoded->audio.view());
    ASSERT_TRUE(embedding.ok()) << clip << embedding.error().message;
    embedded.emplace_back(clip.filename().string().substr(0, clip.filename().string().find('-')), *embedding);
  }
  const EncoderCard& card = encoder->card();
  EXPECT_LT(card.different_below, card.same_from);
  for (std::size_t i = 0; i < embedded.size(); ++i) {
    std::string nearest;
    double best = -100.0;
    for (std::size_t j = 0; j < embedded.size(); ++j) {
      if (j == i) continue;
      const double likeness = card.cohort.likeness(embedded[i].second, embedded[j].second);
      if (likeness > best) nearest = embedded[j].first;
      best = std::max(best, likeness);
      // Nobody is taken for another.
      const bool is_other = embedded[i].first != embedded[j].first;
      EXPECT_FALSE(is_other && likeness >= card.same_from) << clips[i] << clips[j];
    }
    EXPECT_EQ(nearest, embedded[i].first) << clips[i];
  }
}

TEST_F(CommittedEncoder, OnTheScaleStrangersAreNearNothingAndOnePersonNearAll) {
  const auto clips = test_data_clips("speech/librispeech");
  if (clips.empty()) {
    ASSERT_FALSE(in_ci()) << "no LibriSpeech in the test data";
    GTEST_SKIP() << "no test data";
  }
  const auto scale = voice_scale(judge->card());
  ASSERT_TRUE(scale.ok()) << scale.error().message << "; measure it with likeness_ends";
  const auto [strangers, one_person] = mean_shares(*judge, *scale, clips);
  EXPECT_LT(std::abs(strangers), 0.2);
  EXPECT_NEAR(one_person, 1.0, 0.3);
}

TEST_F(CommittedEncoder, AnyChunkingGivesTheSameEmbedding) {
  const auto clips = test_data_clips("speech/librispeech");
  if (clips.empty()) {
    ASSERT_FALSE(in_ci()) << "no LibriSpeech in the test data";
    GTEST_SKIP() << "no test data";
  }
  const auto decoded = audio::decode_file(clips.front());
  ASSERT_TRUE(decoded.ok());
  const auto whole = encoder->embed(decoded->audio.view());
  ASSERT_TRUE(whole.ok());
  const int rate_hz = decoded->audio.format().sample_rate_hz;
  for (const std::size_t at_once : {333U, 4'801U, 70'000U}) {
    SpeakerListener listener(encoder, rate_hz);
    const auto samples = decoded->audio.channel(0);
    for (std::size_t i = 0; i < samples.size(); i += at_once) {
      const auto part = samples.subspan(i, std::min(at_once, samples.size() - i));
      listener.push(audio::AudioBuffer(rate_hz, {part.begin(), part.end()}).view());
    }
    const auto parts = listener.finish();
    ASSERT_TRUE(parts.ok());
    for (std::size_t i = 0; i < parts->size(); ++i) EXPECT_NEAR((*parts)[i], (*whole)[i], 1e-4);
  }
}

}  // namespace
}  // namespace timbre::speaker
