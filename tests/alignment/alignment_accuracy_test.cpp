// Rung: oracle. Boundaries against those the synthesisers state; real clips against what any right alignment has.
#include <algorithm>
#include <iterator>
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

/// "about 1455" is the same sound and the same times as "about fourteen fifty-five".
TEST(AlignmentAccuracy, FiguresLieWhereTheyAreSaid) {
  TIMBRE_TEST_DATA(path, "speech/ljspeech/LJ001-0007.wav");
  const auto clips = read_test_clips();
  const auto clip =
      std::find_if(clips.begin(), clips.end(), [](const auto& each) { return each.name == "LJ001-0007"; });
  ASSERT_NE(clip, clips.end());
  const asr::AlignOptions options{"en", false, {}};
  const auto words = asr::align(clip->samples, text_of(clip->words), options);
  auto figures = clip->words;
  figures.pop_back();
  figures.back() = "1455,";
  const auto found = asr::align(clip->samples, text_of(figures), options);
  ASSERT_TRUE(words.ok() && found.ok());
  ASSERT_EQ(found->words.size() + 1, words->words.size());
  const auto& said = found->words.back();
  EXPECT_EQ(said.text, "1455");
  EXPECT_NEAR(said.range.start_s, words->words[words->words.size() - 2].range.start_s, 0.03);
  EXPECT_NEAR(said.range.end_s, words->words.back().range.end_s, 0.03);
}

/// The bar is 95 % of the trials and no false alarm; it is not reached (docs/alignment-edits.md). This holds what was
/// measured: 78.5 % with this seed, one false alarm in 230 words.
TEST(EditAccuracy, HoldsWhatWasMeasured) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  const auto clips = read_test_clips();
  std::size_t alarms = 0;
  for (const SpokenClip& clip : clips) {
    const auto alignment = asr::align(clip.samples, text_of(clip.words));
    ASSERT_TRUE(alignment.ok()) << clip.name;
    alarms += edits_of(*alignment).size();
  }
  EXPECT_LE(alarms, 1U);
  const auto trials = make_trials(clips, {std::begin(kTextKinds), std::end(kTextKinds)}, 40, 90417);
  ASSERT_EQ(trials.size(), 200U);
  const auto right = std::count_if(trials.begin(), trials.end(), [&](const Trial& trial) {
    const auto alignment = asr::align(clips[trial.clip].samples, trial.text);
    return alignment.ok() && is_right(trial, edits_of(*alignment));
  });
  EXPECT_GE(right, 155);
}

}  // namespace
}  // namespace timbre::alignment
