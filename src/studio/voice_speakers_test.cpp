// Rungs: definition (embeddings whose angles are known), exact (a voice's takes in a real store, with the voices of
// speaker/testing/duty_voices.h).
#include "studio/voice_speakers.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numbers>

#include "audio/codec/wav_writer.h"
#include "base/testing/temporary_folder.h"
#include "base/uuid.h"
#include "speaker/embedding_bytes.h"
#include "speaker/testing/duty_voices.h"
#include "studio/safety_desk.h"

namespace timbre::studio {
namespace {

using testing::HasSubstr;

/// One person up to 45° apart, two from 73°.
speaker::EncoderCard angle_card() {
  speaker::EncoderCard card;
  card.calibration = {20.0, -9.0};
  card.same_from = 0.7;
  card.different_below = 0.3;
  return card;
}

Together together(const std::vector<double>& degrees) {
  std::vector<speaker::Embedding> takes;
  for (const double one : degrees) {
    const double angle = one * std::numbers::pi / 180.0;
    takes.push_back({static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))});
  }
  return held_together(angle_card(), takes);
}

TEST(HeldTogether, TheMiddleOneIsClosestAndTheOddOneStandsOut) {
  const auto found = together({-8, 1, 10, 100});
  ASSERT_EQ(found.takes.size(), 4U);
  EXPECT_EQ(found.closest, 1U);
  for (const std::size_t i : {0U, 1U, 2U}) EXPECT_EQ(found.takes[i].verdict, SpeakerVerdict::Same) << i;
  EXPECT_EQ(found.takes[3].verdict, SpeakerVerdict::Different);
  // 1° against the mean of −8° and 10°, which is at 1°; 100° against the mean of all three
  EXPECT_NEAR(found.takes[1].cosine, 1.0, 1e-6);
  EXPECT_NEAR(found.takes[3].cosine, std::cos(99.0 * std::numbers::pi / 180.0), 1e-3);
}

TEST(HeldTogether, WhatLiesBetweenIsUndecided) {
  EXPECT_EQ(together({0, 2, 60}).takes[2].verdict, SpeakerVerdict::Undecided);
}

TEST(HeldTogether, FewTakes) {
  EXPECT_TRUE(together({}).takes.empty());
  EXPECT_EQ(together({5}).closest, 0U);
  const auto two = together({0, 90});
  EXPECT_FALSE(two.closest.has_value());
  EXPECT_EQ(two.takes[0].verdict, SpeakerVerdict::Different);
  EXPECT_EQ(two.takes[1].verdict, SpeakerVerdict::Different);
}

class VoiceSpeakersTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    encoder_ = speaker::duty_encoder();
    ASSERT_NE(encoder_, nullptr);
    store_ = store::TakeStore::open(folder_.path(), disk_, clock_).value();
    safety_ = SafetyDesk::open(folder_.path(), disk_, clock_).value();
    voice_ = safety_->book().make_voice("Ada").value().id;
  }
  std::string add(const std::string& name, double share, double seconds) {
    store::NewTake take;
    take.id = make_uuid(clock_, random_);
    take.name = name;
    store::BlobWriter writer = store_->begin_upload(take.id).value();
    const auto sound = speaker::duty_voice(share, seconds, ++seed_);
    EXPECT_TRUE(writer.write(audio::encode_wav(sound.view(), audio::WavEncoding::Pcm16).value()).ok());
    take.blob = writer.finish().value();
    EXPECT_TRUE(store_->add(take).ok());
    EXPECT_TRUE(safety_->store().add_reference(voice_, take.id).ok());
    return take.id;
  }
  Json speakers() { return to_json(speakers_of_voice(*store_, safety_->store(), encoder_, voice_).value()); }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  SeededRandom random_{3};
  std::shared_ptr<const speaker::SpeakerEncoder> encoder_;
  std::unique_ptr<store::TakeStore> store_;
  std::unique_ptr<SafetyDesk> safety_;
  std::string voice_;
  std::uint32_t seed_ = 0;
};

TEST_F(VoiceSpeakersTest, SaysWhichTakesAreOnePersonInWords) {
  EXPECT_THAT(speakers()["sentence"], HasSubstr("No take"));
  add("One", speaker::kBursts, 6);
  EXPECT_TRUE(speakers()["one_person"].is_null());
  add("Two", speaker::kBursts, 7);
  add("Three", speaker::kBursts, 5);
  const Json one = speakers();
  EXPECT_EQ(one["one_person"], true);
  EXPECT_THAT(one["sentence"], HasSubstr("All 3 takes are one person. “"));
  const std::string odd = add("Odd", speaker::kGaps, 6);
  const std::string brief = add("Brief", speaker::kGaps, 0.5);
  const Json two = speakers();
  EXPECT_EQ(two["one_person"], false);
  EXPECT_THAT(two["sentence"], HasSubstr("“Odd” stands out: somebody else speaks there."));
  for (const Json& take : two["takes"]) EXPECT_EQ(take["speaker"], take["take"] == odd ? "different" : "same");
  ASSERT_EQ(two["left_out"].size(), 1U);
  EXPECT_EQ(two["left_out"][0]["take"], brief);
  EXPECT_THAT(two["left_out"][0]["why"], HasSubstr("longer clip"));
}

TEST_F(VoiceSpeakersTest, WithoutAnEncoderNothingIsComparedAndThatIsSaid) {
  add("One", speaker::kBursts, 6);
  const Error none{ErrorKind::Unavailable, "there is no encoder"};
  const Json said = to_json(speakers_of_voice(*store_, safety_->store(), none, voice_).value());
  EXPECT_TRUE(said["model"].is_null());
  EXPECT_TRUE(said["takes"].empty());
  EXPECT_EQ(said["sentence"], "Nobody compared the takes: there is no encoder.");
  EXPECT_EQ(speakers_of_voice(*store_, safety_->store(), encoder_, "nobody").error().kind, ErrorKind::NotFound);
}

TEST_F(VoiceSpeakersTest, EmbeddingsAreMadeOnceAndKept) {
  const std::string id = add("One", speaker::kBursts, 6);
  speakers();
  const auto kept = store_->speaker(id, "duty-1 000000000000");
  ASSERT_TRUE(kept.ok() && kept->has_value());
  // what is kept counts, even where it says something else
  ASSERT_TRUE(store_->put_speaker(id, "duty-1 000000000000", speaker::embedding_bytes({-1.0F, 0.0F})).ok());
  add("Two", speaker::kBursts, 6);
  EXPECT_EQ(speakers()["one_person"], false);
}

}  // namespace
}  // namespace timbre::studio
