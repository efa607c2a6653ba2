#include "score/labels.h"

#include <algorithm>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "score/score.h"
#include "score/testing/takes.h"

namespace timbre::score {
namespace {

using measure::MeasureId;
using measure::Reading;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::vector<std::string> labels_with(MeasureId id, double value) {
  measure::TakeMeasurements take = home_take();
  take.readings[id] = Reading::of(value);
  return score_measurements(take).labels;
}

TEST(Labels, OfAGoodTakeAreGood) {
  EXPECT_THAT(score_measurements(home_take()).labels, ElementsAre("clear", "good pace", "expressive", "smooth"));
}

TEST(Labels, FollowTheMeasures) {
  EXPECT_THAT(labels_with(MeasureId::SnrDb, 11), Contains("noisy"));
  EXPECT_THAT(labels_with(MeasureId::ClippedPercent, 35), Contains("clipped"));
  EXPECT_THAT(labels_with(MeasureId::BandwidthHz, 3900), Contains("muffled"));
  EXPECT_THAT(labels_with(MeasureId::Srmr, 2), Contains("roomy"));
  EXPECT_THAT(labels_with(MeasureId::HumDb, 25), Not(Contains("hum"))) << "only a mains frequency makes it hum";
  EXPECT_THAT(labels_with(MeasureId::LoudnessLufs, -35), Contains("quiet"));
  EXPECT_THAT(labels_with(MeasureId::LoudnessLufs, -9), Contains("loud"));
  EXPECT_THAT(labels_with(MeasureId::DurationS, 5), Contains("too short"));
  EXPECT_THAT(labels_with(MeasureId::DurationS, 60), Contains("too long"));
  EXPECT_THAT(labels_with(MeasureId::SyllableRateHz, 2.4), Contains("slow"));
  EXPECT_THAT(labels_with(MeasureId::SyllableRateHz, 7), Contains("too fast"));
  EXPECT_THAT(labels_with(MeasureId::F0SpreadSt, 1.1), Contains("monotone"));
  EXPECT_THAT(labels_with(MeasureId::DynamicsDb, 2), Contains("flat"));
  EXPECT_THAT(labels_with(MeasureId::PausesPerMinute, 45), Contains("choppy"));
  EXPECT_THAT(labels_with(MeasureId::SnrDb, 11), Not(Contains("clear")));
}

TEST(Labels, WordsPerMinuteDecideThePaceWhereTheyExist) {
  measure::TakeMeasurements take = home_take();
  take.readings[MeasureId::SyllableRateHz] = Reading::of(7.0);
  take.readings[MeasureId::WordsPerMinute] = Reading::of(100.0);
  const auto labels = score_measurements(take).labels;
  EXPECT_THAT(labels, Contains("slow"));
  EXPECT_THAT(labels, Not(Contains("too fast")));
}

TEST(Labels, AnUncertainTranscriptLeavesThePaceToSyllables) {
  EXPECT_THAT(score_measurements(home_take_with_words(0.3, 200.0)).labels, Contains("good pace"));
  EXPECT_THAT(score_measurements(home_take_with_words(0.9, 200.0)).labels, Contains("too fast"));
}

TEST(Labels, FollowTheFindings) {
  measure::TakeMeasurements take = home_take();
  take.findings.gated = take.findings.digital_silence = take.findings.noise_suppressed = take.findings.upsampled =
      take.findings.cut_end = true;
  take.findings.channels = measure::ChannelLayout::DeadChannel;
  take.stored.is_lossy = true;
  take.findings.hum_mains_hz = 50;
  const auto labels = score_measurements(take).labels;
  for (const char* label :
       {"gated", "digital silence", "noise suppressed", "upsampled", "cut off", "one-sided", "lossy", "hum"}) {
    EXPECT_THAT(labels, Contains(label));
  }
  take.findings.channels = measure::ChannelLayout::Inverted;
  EXPECT_THAT(score_measurements(take).labels, Contains("inverted"));
}

TEST(Labels, OfSilenceSayNothingOfAVoice) {
  measure::TakeMeasurements take = home_take();
  take.findings.no_speech = true;
  EXPECT_THAT(score_measurements(take).labels, ElementsAre("no speech"));
}

TEST(Labels, AreDistinctAndExplained) {
  std::set<std::string_view> seen;
  for (const LabelInfo& info : all_labels()) {
    EXPECT_TRUE(seen.insert(info.label).second);
    EXPECT_FALSE(info.meaning.empty());
  }
}

}  // namespace
}  // namespace timbre::score
