// Rung: oracle. Boundaries against those the synthesisers state; real clips against what any right alignment has.
#include <map>

#include "gtest/gtest.h"

#include "alignment/alignment_trial.h"
#include "alignment/edit_trials.h"
#include "base/testing/test_data.h"

namespace timbre::alignment {
namespace {

void expect_within_bars(const BoundaryErrors& errors, const std::string& name) {
  const auto all = both(errors);
  ASSERT_GT(all.size(), 500U) << name;
  EXPECT_EQ(errors.missing, 0) << name;
  EXPECT_LE(magnitude_quantile(all, 0.5), 0.030) << name;
  EXPECT_LE(magnitude_quantile(all, 0.95), 0.080) << name;
}

/// Each engine by the voices that were not meant for setting constants; every voice is in docs/alignment-accuracy.md,
/// and what was in view while constants were chosen.
TEST(AlignmentAccuracy, EachEngineMeetsTheBars) {
  std::map<std::string, BoundaryErrors> engines;
  for (const Voice& voice : voices())
    if (!voice.is_tuned_on) engines[voice.engine].append(boundary_errors(speech_of(voice)));
  ASSERT_EQ(engines.size(), 2U);
  for (const auto& [engine, errors] : engines) expect_within_bars(errors, engine);
}

TEST(AlignmentAccuracy, RealClipsMakeSense) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  for (const SpokenClip& clip : read_clips_of_every_language()) {
    const asr::AlignOptions options{clip.language, false, {}};
    const auto alignment = asr::align(clip.samples, text_of(clip.words), options);
    ASSERT_TRUE(alignment.ok()) << clip.name;
    const auto found = plausibility(*alignment, clip.words.size());
    EXPECT_EQ(found.with_phones, found.words) << clip.name;
    EXPECT_TRUE(found.is_monotone) << clip.name;
    EXPECT_LE(found.shortest_phones * 10, found.phones * 3) << clip.name;
    EXPECT_LE(found.longest_phone_s, 0.6) << clip.name << " " << found.longest_phone;
    EXPECT_GE(found.words_per_minute, 60.0) << clip.name;
    EXPECT_LE(found.words_per_minute, 350.0) << clip.name;
    const auto wrong = asr::align(clip.samples, wrong_text(clip.words.size()), options);
    EXPECT_GE(found.confidence, (wrong.ok() ? wrong->confidence : 0.0) + 0.3) << clip.name;
  }
}

}  // namespace
}  // namespace timbre::alignment
