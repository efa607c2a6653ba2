// Rung: exact, over real stores, with an encoder and voices of the test's own (speaker/testing/duty_voices.h).
#include "studio/clone_likeness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audio/codec/wav_writer.h"
#include "base/testing/temporary_folder.h"
#include "base/uuid.h"
#include "speaker/testing/duty_voices.h"
#include "studio/safety_desk.h"

namespace timbre::studio {
namespace {

using speaker::duty_voice;
using speaker::kBursts;
using speaker::kGaps;
using speaker::kHalves;
using testing::HasSubstr;
using testing::StartsWith;

const speaker::VoiceScale kScale{{{2.0, -0.6, 1.0}}};

class CloneLikenessTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    encoder_ = speaker::duty_encoder();
    ASSERT_NE(encoder_, nullptr);
    store_ = store::TakeStore::open(folder_.path(), disk_, clock_).value();
    safety_ = SafetyDesk::open(folder_.path(), disk_, clock_).value();
    voice_ = safety_->book().make_voice("Ada").value().id;
  }
  void add_take(const audio::AudioBuffer& sound) {
    store::NewTake made;
    made.id = make_uuid(clock_, random_);
    made.name = "a take";
    store::BlobWriter writer = store_->begin_upload(made.id).value();
    EXPECT_TRUE(writer.write(audio::encode_wav(sound.view(), audio::WavEncoding::Pcm16).value()).ok());
    made.blob = writer.finish().value();
    EXPECT_TRUE(store_->add(made).ok());
    store::Judgement judgement{"0.1", R"({"version":1})", "keep", 4, 78.0, 80.0, 70.0, "clear", 12.0, 48000};
    judgement.duration_s = sound.view().duration_s();
    EXPECT_TRUE(store_->set_judgement(made.id, judgement).ok());
    EXPECT_TRUE(safety_->store().add_reference(voice_, made.id).ok());
  }
  CloneLikeness likeness(const audio::AudioBuffer& clone, std::vector<speaker::HeardClip> own = {}) const {
    const auto reference = duty_voice(kBursts, 8, 2);
    return likeness_of_clone(
        encoder_, kScale, {.clone = clone.view(), .reference = reference.view(), .own = std::move(own), .name = "Ada"});
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  SeededRandom random_{3};
  SharedEncoder encoder_;
  std::unique_ptr<store::TakeStore> store_;
  std::unique_ptr<SafetyDesk> safety_;
  std::string voice_;
};

TEST_F(CloneLikenessTest, TheSameVoiceIsAllOfItAndAnotherNone) {
  const CloneLikeness same = likeness(duty_voice(kBursts, 5));
  EXPECT_NEAR(same.share.value_or(-1), 1.0, 0.02);
  EXPECT_EQ(same.speaker, SpeakerVerdict::Same);
  EXPECT_FALSE(same.is_own);
  EXPECT_EQ(same.sentence,
            "Sounds 100 % like Ada: 100 % is how alike two recordings of one person usually are, 0 % how "
            "alike two strangers are.");
  const CloneLikeness between = likeness(duty_voice(kHalves, 5));
  EXPECT_GT(between.share.value_or(-1), 0.4);
  EXPECT_LT(between.share.value_or(-1), 0.9);
  EXPECT_EQ(between.speaker, SpeakerVerdict::Undecided);
  const CloneLikeness other = likeness(duty_voice(kGaps, 5));
  EXPECT_LT(other.share.value_or(-1), 0.1);
  EXPECT_EQ(other.speaker, SpeakerVerdict::Different);
}

TEST_F(CloneLikenessTest, TheVoicesOwnTakesAreTheMeasure) {
  add_take(duty_voice(kBursts, 6, 4));
  EXPECT_TRUE(own_takes(store_.get(), safety_->store(), encoder_, voice_).empty()) << "one take is no pair";
  add_take(duty_voice(0.3, 6, 5));  // the same voice on another day
  const auto own = own_takes(store_.get(), safety_->store(), encoder_, voice_);
  ASSERT_EQ(own.size(), 2U);
  EXPECT_DOUBLE_EQ(own[0].duration_s, 6.0);
  const double days = speaker::cosine(own[0].embedding, own[1].embedding);
  ASSERT_LT(days, speaker::kCopyCosine);
  const CloneLikeness typical = likeness(duty_voice(kHalves, 5));
  const CloneLikeness against_own = likeness(duty_voice(kHalves, 5), own);
  EXPECT_TRUE(against_own.is_own);
  EXPECT_NEAR(against_own.share.value_or(-1), *typical.share / kScale.share(days, 6.0), 2e-3);
  EXPECT_THAT(against_own.sentence, HasSubstr("100 % is how alike two recordings of Ada are, 0 %"));
  EXPECT_TRUE(own_takes(nullptr, safety_->store(), encoder_, voice_).empty()) << "the takes are open elsewhere";
}

TEST_F(CloneLikenessTest, NoMoreTakesAreHeardThanAreNeeded) {
  for (std::uint32_t i = 0; i < kMostOwnTakes + 2; ++i) add_take(duty_voice(kBursts, 3, i + 1));
  add_take(duty_voice(kBursts, 0.5, 20));
  EXPECT_LE(own_takes(store_.get(), safety_->store(), encoder_, voice_).size(), kMostOwnTakes);
  EXPECT_GE(own_takes(store_.get(), safety_->store(), encoder_, voice_).size(), kMostOwnTakes - 1);
}

TEST_F(CloneLikenessTest, WhatCannotBeToldSaysWhy) {
  const CloneLikeness brief = likeness(duty_voice(kBursts, 1.5));
  EXPECT_FALSE(brief.share);
  EXPECT_THAT(brief.sentence, StartsWith("How much it sounds like Ada cannot be told: the clone lasts 1.5 s"));
  const auto sound = duty_voice(kBursts, 5);
  const LikenessWish wish{.clone = sound.view(), .reference = sound.view(), .own = {}, .name = "Ada"};
  const CloneLikeness alone = likeness_of_clone(Error{ErrorKind::Unavailable, "no encoder"}, kScale, wish);
  EXPECT_FALSE(alone.share);
  EXPECT_EQ(alone.sentence, "How much it sounds like Ada cannot be told: no encoder.");
  const CloneLikeness unmeasured = likeness_of_clone(encoder_, speaker::voice_scale(encoder_->card()), wish);
  EXPECT_FALSE(unmeasured.share);
  EXPECT_THAT(unmeasured.sentence, HasSubstr("duty-1"));
}

TEST(CloneLikenessJson, IsReadAsItWasWritten) {
  CloneLikeness likeness;
  likeness.sentence = "why not";
  EXPECT_EQ(to_json(likeness).dump(), R"({"share":null,"anchor":null,"speaker":null,"sentence":"why not"})");
  EXPECT_EQ(to_json(clone_likeness_of_json(to_json(likeness)).value()), to_json(likeness));
  likeness = {0.62, true, SpeakerVerdict::Same, "Sounds"};
  EXPECT_EQ(to_json(likeness).dump(), R"({"share":0.62,"anchor":"own","speaker":"same","sentence":"Sounds"})");
  EXPECT_EQ(to_json(clone_likeness_of_json(to_json(likeness)).value()), to_json(likeness));
}

TEST(CloneLikenessJson, DamageIsNamed) {
  for (const auto& [text, field] : std::vector<std::pair<std::string, std::string>>{
           {"[]", "{"},
           {R"({"share":0.5})", "sentence"},
           {R"({"sentence":"s","share":"much"})", "share"},
           {R"({"sentence":"s","share":7})", "share"},
           {R"({"sentence":"s","share":0.5,"anchor":3})", "anchor"},
           {R"({"sentence":"s","share":0.5,"anchor":"own","speaker":"me"})", "speaker"}}) {
    const auto read = clone_likeness_of_json(Json::parse(text));
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::Corrupt);
    EXPECT_THAT(read.error().message, HasSubstr("'" + field + "'"));
  }
}

}  // namespace
}  // namespace timbre::studio
