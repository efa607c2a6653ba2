// Rung: exact. Each check alone turns a verdict, and says why.
#include "safety/consent_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "safety/consent_check_json.h"

namespace timbre::safety {
namespace {

using testing::HasSubstr;

ConsentEvidence good_evidence() {
  ConsentEvidence evidence;
  HeardWords heard;
  heard.engine = "test";
  for (const std::string word : {"one", "two", "three", "four", "five", "six", "seven", "eight"})
    heard.challenge.push_back({word, WordPart::Content, true});
  heard.statement = {{"I", WordPart::Small, false}, {"Ada", WordPart::Name, true}, {"allow", WordPart::Content, true}};
  evidence.heard = heard;
  evidence.quality = {.duration_s = 15, .snr_db = 40, .is_clipped = false};
  evidence.watermark = WatermarkOutcome::NotMarked;
  return evidence;
}

ConsentCheck check_named(const ConsentVerdict& verdict, const std::string& name) {
  for (const ConsentCheck& check : verdict.checks)
    if (check.name == name) return check;
  ADD_FAILURE() << "no check " << name;
  return {};
}

TEST(ConsentCheck, EverythingHeardPasses) {
  const ConsentVerdict verdict = check_consent(good_evidence());
  EXPECT_TRUE(verdict.passed);
  EXPECT_EQ(verdict.speaker, SpeakerCheck::NotChecked);
  EXPECT_EQ(verdict.challenge_heard, 8);
  for (const std::string name : {"challenge", "statement", "name", "quality", "watermark"})
    EXPECT_EQ(check_named(verdict, name).outcome, CheckOutcome::Passed) << name;
  for (const std::string name : {"speaker", "synthetic"})
    EXPECT_EQ(check_named(verdict, name).outcome, CheckOutcome::NotChecked) << name;
}

TEST(ConsentCheck, TwoOfEightMayBeMissedNotThree) {
  ConsentEvidence evidence = good_evidence();
  evidence.heard->challenge[0].is_heard = evidence.heard->challenge[5].is_heard = false;
  EXPECT_TRUE(check_consent(evidence).passed);
  evidence.heard->challenge[7].is_heard = false;
  const ConsentVerdict verdict = check_consent(evidence);
  EXPECT_FALSE(verdict.passed);
  EXPECT_THAT(check_named(verdict, "challenge").sentence, HasSubstr("“one”, “six”, “eight”"));
}

TEST(ConsentCheck, EveryContentWordIsNeeded) {
  ConsentEvidence evidence = good_evidence();
  evidence.heard->statement[2].is_heard = false;
  const ConsentVerdict verdict = check_consent(evidence);
  EXPECT_FALSE(verdict.passed);
  EXPECT_THAT(check_named(verdict, "statement").sentence, HasSubstr("“allow”"));
}

TEST(ConsentCheck, TheNameIsNeeded) {
  ConsentEvidence evidence = good_evidence();
  evidence.heard->statement[1].is_heard = false;
  EXPECT_FALSE(check_consent(evidence).passed);
}

TEST(ConsentCheck, WordsNobodyCouldCheckDoNotPass) {
  ConsentEvidence evidence = good_evidence();
  evidence.heard.reset();
  const ConsentVerdict verdict = check_consent(evidence);
  EXPECT_FALSE(verdict.passed);
  EXPECT_EQ(check_named(verdict, "challenge").outcome, CheckOutcome::NotChecked);
  EXPECT_THAT(check_named(verdict, "challenge").sentence, HasSubstr("attested"));
}

TEST(ConsentCheck, NothingAskedIsNothingHeard) {
  ConsentEvidence evidence = good_evidence();
  evidence.heard->challenge.clear();
  EXPECT_FALSE(check_consent(evidence).passed);
  evidence = good_evidence();
  evidence.heard->statement.clear();
  EXPECT_FALSE(check_consent(evidence).passed);
}

TEST(ConsentCheck, QualityAtItsLimits) {
  const auto passes = [](RecordingQuality quality) {
    ConsentEvidence evidence = good_evidence();
    evidence.quality = quality;
    return check_consent(evidence).passed;
  };
  EXPECT_TRUE(passes({4.0, 10.0, false}));
  EXPECT_FALSE(passes({3.99, 10.0, false}));
  EXPECT_FALSE(passes({4.0, 9.99, false}));
  EXPECT_FALSE(passes({60.1, 10.0, false}));
  EXPECT_FALSE(passes({15, 40.0, true}));
  EXPECT_FALSE(passes({15, {}, false}));
}

TEST(ConsentCheck, AnotherSpeakerFailsTheSamePersonIsCarried) {
  ConsentEvidence evidence = good_evidence();
  evidence.speaker = SpeakerAnswer{SpeakerOutcome::Same, 0.996, 0.8, "test", "Tuesday"};
  EXPECT_TRUE(check_consent(evidence).passed);
  EXPECT_EQ(check_consent(evidence).speaker, SpeakerCheck::SamePerson);
  EXPECT_THAT(check_named(check_consent(evidence), "speaker").sentence, HasSubstr("“Tuesday” (more than 99 % likely)"));
  evidence.speaker->outcome = SpeakerOutcome::Different;
  evidence.speaker->probability = 0.021;
  const ConsentVerdict refused = check_consent(evidence);
  EXPECT_FALSE(refused.passed);
  EXPECT_EQ(refused.speaker, SpeakerCheck::OtherPerson);
  EXPECT_THAT(check_named(refused, "speaker").sentence, HasSubstr("2 % likely"));
}

TEST(ConsentCheck, WhatCannotBeToldDoesNotPassAndAsksForALongerClip) {
  ConsentEvidence evidence = good_evidence();
  evidence.speaker = SpeakerAnswer{SpeakerOutcome::Undecided, 0.6, 0.4, "test", ""};
  const ConsentVerdict verdict = check_consent(evidence);
  EXPECT_FALSE(verdict.passed);
  EXPECT_EQ(verdict.speaker, SpeakerCheck::Undecided);
  EXPECT_EQ(check_named(verdict, "speaker").outcome, CheckOutcome::Undecided);
  EXPECT_THAT(check_named(verdict, "speaker").sentence, HasSubstr("longer clip"));
  EXPECT_EQ(log_details(verdict)["speaker"], "undecided");
}

TEST(ConsentCheck, WhyNobodyComparedTheSpeakerIsSaid) {
  ConsentEvidence evidence = good_evidence();
  evidence.no_speaker_why = "Nobody compared the speaker: the voice has no take yet.";
  const ConsentVerdict verdict = check_consent(evidence);
  EXPECT_TRUE(verdict.passed);
  EXPECT_EQ(verdict.speaker, SpeakerCheck::NotChecked);
  EXPECT_EQ(check_named(verdict, "speaker").sentence, evidence.no_speaker_why);
}

TEST(ConsentCheck, AWatermarkFailsAnInconclusiveOneDoesNot) {
  ConsentEvidence evidence = good_evidence();
  evidence.watermark = WatermarkOutcome::Marked;
  EXPECT_FALSE(check_consent(evidence).passed);
  evidence.watermark = WatermarkOutcome::Inconclusive;
  EXPECT_TRUE(check_consent(evidence).passed);
}

TEST(ConsentCheck, SyntheticSpeechWarnsOnly) {
  ConsentEvidence evidence = good_evidence();
  evidence.synthetic = SyntheticAnswer{0.99, "test"};
  const ConsentVerdict verdict = check_consent(evidence);
  EXPECT_TRUE(verdict.passed);
  EXPECT_THAT(check_named(verdict, "synthetic").sentence, HasSubstr("Warning"));
}

TEST(ConsentCheck, AsJson) {
  const ConsentVerdict verdict = check_consent(good_evidence());
  const Json json = to_json(verdict);
  EXPECT_EQ(json["passed"], true);
  EXPECT_EQ(json["checks"].size(), 7u);
  EXPECT_EQ(json["checks"][0]["name"], "challenge");
  EXPECT_EQ(log_details(verdict)["quality"], "passed");
  EXPECT_EQ(log_details(verdict)["challenge_heard"], 8);
}

}  // namespace
}  // namespace timbre::safety
