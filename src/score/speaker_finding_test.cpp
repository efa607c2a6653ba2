// Rung: exact. What another voice in a take changes on its scorecard, and what one voice does not.
#include "score/speaker_finding.h"

#include <gtest/gtest.h>

#include "score/score.h"
#include "score/scorecard_json.h"
#include "score/testing/takes.h"

namespace timbre::score {
namespace {

SpeakerFinding finding(std::vector<TimeRange> others) {
  return {.model = "test-1", .heard_s = 20.04, .others = std::move(others), .contrast = 0.4213};
}

TEST(SpeakerFinding, IsSaidInWords) {
  EXPECT_EQ(another_voice_text(finding({{4.2, 6.0}})),
            "Another voice speaks from 4.2 s to 6.0 s: cut that out, or record the take again with one voice alone.");
  EXPECT_EQ(another_voice_text(finding({{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}})),
            "Another voice speaks from 1.0 s to 2.0 s, from 3.0 s to 4.0 s, from 5.0 s to 6.0 s and in 2 more places: "
            "cut that out, or record the take again with one voice alone.");
  EXPECT_EQ(another_voice_text(finding({})), "");
}

TEST(SpeakerFinding, AnotherVoiceIsListenedToAgainAndAdvisedFirst) {
  const Scorecard alone = score_measurements(home_take(), {.speaker = finding({})});
  ASSERT_EQ(alone.verdict, Verdict::Keep);
  const Scorecard card = score_measurements(home_take(), {.speaker = finding({{4.2, 6.0}})});
  EXPECT_EQ(card.verdict, Verdict::Review);
  EXPECT_EQ(card.overall, alone.overall);
  ASSERT_FALSE(card.advice.empty());
  EXPECT_EQ(card.advice.front().id, kAnotherVoiceTip);
  EXPECT_EQ(card.first, another_voice_text(*card.speaker));
}

TEST(SpeakerFinding, IsASectionAndEventsOfTheJson) {
  const Json json = to_json(score_measurements(home_take(), {.speaker = finding({{4.2, 6.0}})}));
  EXPECT_EQ(json["speaker"]["model"], "test-1");
  EXPECT_EQ(json["speaker"]["one_voice"], false);
  EXPECT_EQ(json["speaker"]["heard_s"], 20.0);
  EXPECT_EQ(json["speaker"]["contrast"], 0.421);
  EXPECT_EQ(json["speaker"]["others"][0]["start_s"], 4.2);
  EXPECT_FALSE(json.contains("speaker_why"));
  const Json& events = json["events"];
  EXPECT_EQ(events.back()["kind"], "other_voice");
  EXPECT_EQ(events.back()["end_s"], 6.0);
  const Json none = to_json(score_measurements(home_take(), {.speaker_why = "left out"}));
  EXPECT_TRUE(none["speaker"].is_null());
  EXPECT_EQ(none["speaker_why"], "left out");
}

}  // namespace
}  // namespace timbre::score
