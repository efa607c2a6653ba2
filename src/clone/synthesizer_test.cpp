// Definition: what must have happened before a clone is handed out, and what must not be handed out.
#include "clone/synthesizer.h"

#include <gtest/gtest.h>
#include <vector>

#include "clone/clone_tags.h"
#include "clone/testing/clone_studio.h"
#include "safety/watermark.h"
#include "safety/watermark_payload.h"

namespace timbre::clone {
namespace {

using Studio = CloneStudio;
constexpr int kRateHz = BuzzEngine::kRateHz;
constexpr const char* kSentence = "One dollar and eighty-seven cents.";

using Acts = std::vector<std::string>;

TEST(Synthesizer, HandsOutMarkedSpeechThatTheLogKnows) {
  Studio studio(6);
  const auto speech = studio.speak(kSentence);
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  EXPECT_EQ(studio.acts(), (Acts{"clone_asked", "clone_made"}));
  const auto found = safety::detect_watermark(speech->audio().view(), studio.key);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->outcome, safety::WatermarkOutcome::Marked);
  ASSERT_TRUE(found->payload);
  EXPECT_EQ(safety::payload_record(*found->payload), studio.before) << "the number of clone_asked";
  EXPECT_EQ(studio.log.events.back().details["payload"], *found->payload);
  EXPECT_EQ(speech->audio().frame_count(), 6U * kRateHz);
}

TEST(Synthesizer, AsksNoEngineWithoutConsent) {
  Studio studio(6);
  ASSERT_TRUE(studio.book.revoke(studio.grant.id()).ok());
  studio.before = studio.log.events.size();
  const auto speech = studio.speak(kSentence);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Denied);
  EXPECT_EQ(studio.engine.pieces.size(), 0U);
  EXPECT_EQ(studio.acts(), (Acts{"clone_asked", "clone_refused"}));
}

TEST(Synthesizer, AGrantForOneVoiceIsNoneForAnother) {
  Studio studio(6);
  studio.voice.id = "voice-2";
  EXPECT_FALSE(studio.speak(kSentence).ok());
  EXPECT_EQ(studio.engine.pieces.size(), 0U);
}

TEST(Synthesizer, DoesNothingThatCannotBeLogged) {
  Studio studio(6);
  studio.log.is_broken = true;
  const auto speech = studio.speak(kSentence);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(studio.engine.pieces.size(), 0U);
}

TEST(Synthesizer, HandsOutNothingThatCannotBeMarked) {
  Studio studio(6);
  BuzzEngine brief(0.2);
  const auto speech = Synthesizer(brief, {studio.book, studio.limits, studio.log, studio.key})
                          .speak("Yes.", studio.voice, studio.grant);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(studio.acts(), (Acts{"clone_asked", "clone_refused"}));
}

TEST(Synthesizer, KeepsToTheLimits) {
  Studio studio(6);
  studio.limits.left = 5;
  EXPECT_FALSE(studio.speak(kSentence).ok());
  EXPECT_EQ(studio.engine.pieces.size(), 0U);
}

TEST(Synthesizer, AnEmptyTextIsRefusedBeforeAnything) {
  Studio studio(6);
  const auto speech = studio.speak(" \n");
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::InvalidInput);
  EXPECT_TRUE(studio.acts().empty());
}

TEST(Synthesizer, TheLogHoldsNoText) {
  Studio studio(6);
  ASSERT_TRUE(studio.speak("A very private sentence about Ann.").ok());
  for (std::size_t i = studio.before; i < studio.log.events.size(); ++i) {
    const auto& event = studio.log.events[i];
    EXPECT_EQ(event.details.dump().find("private"), std::string::npos);
    EXPECT_EQ(event.details.dump().find("Ann"), std::string::npos);
  }
}

TEST(Synthesizer, WhatAnEngineSaysIsPassedOn) {
  Studio studio(6);
  studio.engine.before = [](const std::string&) -> Result<void> {
    return Error{ErrorKind::Unavailable, "no model; timbre models pull voice"};
  };
  const auto speech = studio.speak(kSentence);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().message, "no model; timbre models pull voice");
}

TEST(CloneTags, SayWhatItIs) {
  const FakeClock clock;
  const auto tags = clone_tags("Ann", "buzz", clock);
  EXPECT_NE(tags.comment.find("AI-generated"), std::string::npos);
  EXPECT_NE(tags.comment.find("Voice: Ann. Engine: buzz. Made: "), std::string::npos);
}

}  // namespace
}  // namespace timbre::clone
