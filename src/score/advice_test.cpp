#include "score/advice.h"

#include <set>

#include "gtest/gtest.h"

#include "base/random.h"
#include "score/score.h"
#include "score/testing/random_takes.h"
#include "score/thresholds.h"

namespace timbre::score {
namespace {

using measure::MeasureId;
using measure::Reading;

// Rung: property.
TEST(AdviceProperty, IsStableSortedByGainAndCompletelyFilledIn) {
  SeededRandom random(17);
  for (int round = 0; round < 200; ++round) {
    const Scorecard card = score_measurements(random_take(random, studio_profile(), 0.1));
    const std::vector<Advice> written = advise(card);
    ASSERT_EQ(written.size(), card.advice.size());
    std::set<std::string> ids;
    for (std::size_t i = 0; i < card.advice.size(); ++i) {
      EXPECT_EQ(written[i].text, card.advice[i].text);
      EXPECT_TRUE(ids.insert(card.advice[i].id).second) << card.advice[i].id << " twice";
      EXPECT_EQ(card.advice[i].text.find_first_of("{}"), std::string::npos) << card.advice[i].text;
      EXPECT_GE(card.advice[i].gain, 0.0);
      if (i > 0) {
        EXPECT_LE(card.advice[i].gain, card.advice[i - 1].gain);
      }
    }
  }
}

// Rung: property. The promise is kept: mend the measure and the score rises by what the tip said.
TEST(AdviceProperty, TheGainIsWhatMendingTheMeasureBrings) {
  const auto check = [](MeasureId id, double bad, double best) {
    measure::TakeMeasurements take = home_take();
    take.readings[MeasureId::BandwidthHz] = Reading::of(9000.0);  // grades that clipping does not hold down
    take.readings[MeasureId::SnrDb] = Reading::of(35.0);
    take.readings[id] = Reading::of(bad);
    const Scorecard before = score_measurements(take);
    take.readings[id] = Reading::of(best);
    const double rise = score_measurements(take).overall - before.overall;
    ASSERT_FALSE(before.advice.empty());
    EXPECT_EQ(before.advice.front().measure, id);
    EXPECT_NEAR(before.advice.front().gain, rise, 0.15) << measure::measure_info(id).name;
  };
  check(MeasureId::ClippedPercent, 5.0, 0.0);
  check(MeasureId::BandwidthHz, 3900.0, 20000.0);
  check(MeasureId::DurationS, 5.0, 20.0);
  check(MeasureId::LoudnessLufs, -38.0, -20.0);
  check(MeasureId::F0SpreadSt, 1.0, 4.0);
}

TEST(Advice, EveryScoredMeasureHasATipOnEachPoorSide) {
  for (const Threshold& entry : thresholds(studio_profile())) {
    for (const double value : {entry.display_from - 1.0, entry.display_to * 2.0 + 1.0}) {
      measure::TakeMeasurements take = home_take();
      take.readings[entry.id] = Reading::of(value);
      const Scorecard card = score_measurements(take);
      if (!card[entry.id].grade || *card[entry.id].grade >= 0.6) continue;
      EXPECT_FALSE(card[entry.id].next.empty()) << measure::measure_info(entry.id).name << " at " << value;
    }
  }
}

TEST(Advice, SpeaksOfTheSideThatIsWrong) {
  measure::TakeMeasurements take = home_take();
  take.readings[MeasureId::LoudnessLufs] = Reading::of(-40.0);
  EXPECT_EQ(score_measurements(take).advice.front().text, "Move closer or turn the input gain up by about 16 dB.");
  take.readings[MeasureId::LoudnessLufs] = Reading::of(-6.0);
  EXPECT_EQ(score_measurements(take).advice.front().id, "lower_level");
}

TEST(Advice, SpeaksOfWordsAMinute) {
  EXPECT_EQ(score_measurements(home_take_with_words(0.9, 195.0)).first,
            "You speak at 195 words a minute. Take your time: about 155 is easy to follow.");
  EXPECT_EQ(score_measurements(home_take_with_words(0.9, 90.0)).first,
            "You speak at 90 words a minute. A little faster, about 130, sounds like a conversation.");
}

TEST(Advice, SpeaksOfLongPausesFillersAndRepetitions) {
  measure::TakeMeasurements take = home_take_with_words(0.9);
  take.pauses = {{1.0, 2.0}, {3.0, 4.6}, {5.0, 7.0}, {8.0, 10.0}};
  take.readings[MeasureId::FillerCount] = Reading::of(4.0);
  take.readings[MeasureId::RepetitionCount] = Reading::of(3.0);
  const Scorecard card = score_measurements(take);
  ASSERT_EQ(card.advice.size(), 3u);
  EXPECT_EQ(card.advice[0].text,
            "Three pauses are longer than 1.5 s. Read on a little sooner, or cut the silence out.");
  EXPECT_EQ(card[MeasureId::FillerCount].next,
            "Where an um wants to come, let a short silence stand instead (4 were heard).");
  EXPECT_EQ(card.advice[2].id, "fewer_repetitions");
  take.pauses.resize(2);
  EXPECT_TRUE(score_measurements(take).advice[0].text.starts_with("One pause is longer than 1.5 s."));
  take.readings[MeasureId::FillerCount] = Reading::of(2.0);
  take.readings[MeasureId::RepetitionCount] = Reading::of(2.0);
  take.pauses.clear();
  EXPECT_TRUE(score_measurements(take).advice.empty()) << "one or two happen to everyone";
}

TEST(Advice, NamesTheMains) {
  measure::TakeMeasurements take = home_take();
  take.readings[MeasureId::HumDb] = Reading::of(25.0);
  take.findings.hum_mains_hz = 50;
  EXPECT_EQ(score_measurements(take).first,
            "Something hums at 50 Hz. Turn it off or move away from it. (Mains hum: 25.0 dB)");
}

TEST(Advice, WhatRejectsComesFirst) {
  measure::TakeMeasurements take = home_take();
  take.readings[MeasureId::SampleRateHz] = Reading::of(23900.0);
  take.readings[MeasureId::BandwidthHz] = Reading::of(3000.0);
  const Scorecard card = score_measurements(take);
  EXPECT_EQ(card.advice.front().id, "brighter_sound");
  EXPECT_EQ(card.first, "Set the recorder to 48 kHz; at least 24 kHz is needed. (Sample rate: 23900 Hz)");
}

TEST(Advice, FindingsComeLastInFixedOrder) {
  measure::TakeMeasurements take = home_take();
  take.findings.gated = take.findings.cut_start = true;
  take.readings[MeasureId::BandwidthHz] = Reading::of(6000.0);
  const Scorecard card = score_measurements(take);
  ASSERT_EQ(card.advice.size(), 3u);
  EXPECT_EQ(card.advice[0].id, "brighter_sound");
  EXPECT_EQ(card.advice[1].id, "turn_off_gate");
  EXPECT_EQ(card.advice[2].id, "start_later");
  EXPECT_EQ(card[MeasureId::SilenceStartS].next, "Wait half a second after you press record, then speak.");
}

}  // namespace
}  // namespace timbre::score
