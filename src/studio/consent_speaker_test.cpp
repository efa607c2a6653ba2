// Rung: exact, over real stores, with an encoder and voices of the test's own (speaker/testing/duty_voices.h).
#include "studio/consent_speaker.h"

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

std::string wav(const audio::AudioBuffer& sound) {
  return audio::encode_wav(sound.view(), audio::WavEncoding::Pcm16).value();
}

class ConsentSpeakerTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    encoder_ = speaker::duty_encoder();
    ASSERT_NE(encoder_, nullptr);
    store_ = store::TakeStore::open(folder_.path(), disk_, clock_).value();
    safety_ = SafetyDesk::open(folder_.path(), disk_, clock_, [this]() -> Result<Encoder> {
                if (encoder_ == nullptr) return Error{ErrorKind::Unavailable, "no encoder"};
                return encoder_;
              }).value();
    safety_->hold_takes(store_.get());
  }
  void TearDown() override {
    if (safety_) safety_->hold_takes(nullptr);
  }
  using Encoder = std::shared_ptr<const speaker::SpeakerEncoder>;

  std::string take(const std::string& name, const audio::AudioBuffer& sound) {
    store::NewTake made;
    made.id = make_uuid(clock_, random_);
    made.name = name;
    store::BlobWriter writer = store_->begin_upload(made.id).value();
    EXPECT_TRUE(writer.write(wav(sound)).ok());
    made.blob = writer.finish().value();
    EXPECT_TRUE(store_->add(made).ok());
    return made.id;
  }
  /// A voice whose consent was read aloud in that recording.
  safety::ConsentGrant consented(const audio::AudioBuffer& recording) {
    auto& book = safety_->book();
    const auto record = book.start(
        {.voice = "Ada", .person = "Ada Lovelace", .wording = {}, .languages = {}, .today = local_date(clock_)});
    safety::ConsentVerdict verdict;
    verdict.passed = true;
    const auto tried = book.begin_try(record.value().id);
    EXPECT_TRUE(book.conclude(tried.value(), verdict, wav(recording)).ok());
    return book.grant(record.value().id).value();
  }
  Result<safety::SpeakerAnswer> compare(const audio::AudioBuffer& recording, const std::string& voice,
                                        const ConsentReference& reference = {}) {
    return safety_->speaker().compare(recording.view(), voice, reference);
  }
  Result<void> check_clip(const safety::ConsentGrant& grant, const audio::AudioBuffer& clip,
                          const audio::AudioBuffer& whole) {
    const auto path = folder_.path() / "whole.wav";
    EXPECT_TRUE(disk_.write_atomically(path, wav(whole)).ok());
    return safety_->speaker().check_clip(grant, clip.view(), path);
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  SeededRandom random_{3};
  Encoder encoder_;
  std::unique_ptr<store::TakeStore> store_;
  std::unique_ptr<SafetyDesk> safety_;
};

TEST_F(ConsentSpeakerTest, ARecordingIsComparedWithEveryTakeAndTheWorstCounts) {
  const std::string voice = safety_->book().make_voice("Ada").value().id;
  EXPECT_EQ(compare(duty_voice(kBursts, 6), voice).error().kind, ErrorKind::NotFound);
  const std::string own = take("Mine", duty_voice(kBursts, 8, 2));
  const auto same = compare(duty_voice(kBursts, 6), voice, {.take = own});
  ASSERT_TRUE(same.ok()) << same.error().message;
  EXPECT_EQ(same->outcome, safety::SpeakerOutcome::Same);
  EXPECT_GT(same->probability, 0.9);
  EXPECT_EQ(same->reference, "Mine");
  ASSERT_TRUE(safety_->store().add_reference(voice, own).ok());
  const auto unclear = compare(duty_voice(kBursts, 6), voice, {.take = take("Mumbled", duty_voice(kHalves, 8))});
  EXPECT_EQ(unclear->outcome, safety::SpeakerOutcome::Undecided);
  EXPECT_EQ(unclear->reference, "Mumbled");
  const auto other = compare(duty_voice(kBursts, 6), voice, {.take = take("Yours", duty_voice(kGaps, 8))});
  EXPECT_EQ(other->outcome, safety::SpeakerOutcome::Different);
  EXPECT_EQ(other->reference, "Yours");
  EXPECT_LT(other->probability, 0.01);
}

TEST_F(ConsentSpeakerTest, ATakeOfSomebodyElseBecomesNoReference) {
  const auto grant = consented(duty_voice(kBursts, 10));
  auto& speaker = safety_->speaker();
  EXPECT_TRUE(speaker.check_take(grant.voice_id(), take("Mine", duty_voice(kBursts, 6, 4))).ok());
  const auto refused = speaker.check_take(grant.voice_id(), take("Yours", duty_voice(kGaps, 6)));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::Denied);
  EXPECT_THAT(refused.error().message, HasSubstr("“Yours”"));
  EXPECT_THAT(refused.error().message, HasSubstr("% likely"));
  // too little to tell: the clone's own check has the last word
  EXPECT_TRUE(speaker.check_take(grant.voice_id(), take("Short", duty_voice(kGaps, 0.5))).ok());
}

TEST_F(ConsentSpeakerTest, AClipOfSomebodyElseIsNeverCloned) {
  const auto grant = consented(duty_voice(kBursts, 10));
  const auto own = duty_voice(kBursts, 6, 4);
  const auto unclear = duty_voice(kHalves, 6);
  EXPECT_TRUE(check_clip(grant, own, own).ok());
  const auto other = check_clip(grant, duty_voice(kGaps, 6), own);
  EXPECT_EQ(other.error().kind, ErrorKind::Denied);
  // what a clip leaves open, the recording it was cut from can tell
  EXPECT_TRUE(check_clip(grant, unclear, own).ok());
  const auto open = check_clip(grant, unclear, unclear);
  EXPECT_EQ(open.error().kind, ErrorKind::InvalidInput);
  EXPECT_THAT(open.error().message, HasSubstr("longer clip"));
}

TEST_F(ConsentSpeakerTest, TheEmbeddingOfAConsentIsKeptAndGoesWithIt) {
  const auto grant = consented(duty_voice(kBursts, 10));
  const auto own = duty_voice(kBursts, 6, 4);
  ASSERT_TRUE(check_clip(grant, own, own).ok());
  const auto deleted = safety_->book().revoke(grant.id());
  ASSERT_TRUE(deleted.ok());
  EXPECT_EQ(deleted->embeddings, 1);
}

TEST_F(ConsentSpeakerTest, AttestedConsentAndNoEncoderCheckNothing) {
  const auto grant = consented(duty_voice(kBursts, 10));
  const auto other = duty_voice(kGaps, 6);
  const auto attested = safety_->book().attest({.voice = "Ben",
                                                .person = "Ben",
                                                .scope = {"own_use", {}, {}},
                                                .reason = "a signed statement is in the files",
                                                .document = {}});
  EXPECT_TRUE(check_clip(safety_->book().grant(attested->id).value(), other, other).ok());
  encoder_ = nullptr;
  EXPECT_TRUE(check_clip(grant, other, other).ok());
  EXPECT_EQ(compare(other, grant.voice_id()).error().kind, ErrorKind::Unavailable);
}

}  // namespace
}  // namespace timbre::studio
