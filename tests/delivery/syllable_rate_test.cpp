/// Golden rung: syllables counted in speech whose words are known.

#include <iostream>

#include "gtest/gtest.h"

#include "base/testing/temporary_folder.h"
#include "dsp/statistics.h"
#include "energy_activity.h"
#include "measure/syllables.h"
#include "measure/testing/voices.h"
#include "syllable_truth.h"

namespace timbre::delivery {
namespace {

constexpr double kMedianBar = 0.15;

measure::SyllableRate syllables_of(const std::vector<float>& samples) {
  return measure::measure_syllable_rate(samples, kRateHz, measure::pitch_of(kRateHz, samples),
                                        energy_activity(levels_of(samples, kRateHz)));
}

/// |found / truth − 1| of nuclei.
double relative_error(const std::vector<float>& samples, std::size_t truth) {
  return std::abs(static_cast<double>(syllables_of(samples).nuclei_s.size()) / static_cast<double>(truth) - 1.0);
}

void report(const std::string& what, const std::vector<double>& errors) {
  std::cout << what << ": " << errors.size() << " utterances, median error " << 100.0 * dsp::median(errors)
            << " %, 90th percentile " << 100.0 * dsp::quantile(errors, 0.9) << " %\n";
}

TEST(SyllableRate, ClipsWithTranscripts) {
  TIMBRE_TEST_DATA(speech, "speech");
  if (!has_espeak()) GTEST_SKIP() << "SKIPPED: espeak-ng is not installed";
  std::vector<double> errors;
  for (const auto& clip : clips_with_text()) {
    const std::size_t truth = syllable_count(clip.text, clip.voice);
    ASSERT_GT(truth, 10U) << clip.path;
    errors.push_back(relative_error(read_clip(clip.path), truth));
    EXPECT_LT(errors.back(), 0.35) << clip.path;
  }
  ASSERT_EQ(errors.size(), 14U);
  EXPECT_LE(dsp::median(errors), kMedianBar);
  report("real speech", errors);
}

TEST(SyllableRate, SpokenBySynthesisAtSeveralSpeedsAndVoices) {
  if (!has_espeak()) GTEST_SKIP() << "SKIPPED: espeak-ng is not installed";
  const std::vector<std::pair<std::string, std::string>> texts{
      {"en-us", "The quick brown fox jumps over the lazy dog, and nobody in the village remembers why it started."},
      {"en-gb", "We need a small plastic snake for the kids, she said to her mother on the telephone."},
      {"de", "Der Mann nahm den Hut ab und setzte den Kleinen auf einen Acker am Weg, da sprang er hin und her."},
      {"it", "La mattina seguente il signore della casa andava in piazza a comprare il pane e la frutta."}};
  const TemporaryFolder folder;
  const std::string wave = (folder.path() / "spoken.wav").string();
  std::vector<double> errors;
  for (const auto& [voice, text] : texts) {
    for (const std::string variant : {"", "+f3"}) {
      double slower_hz = 0.0;
      for (const int words_per_minute : {130, 170, 210, 250}) {
        output_of("espeak-ng -v " + voice + variant + " -s " + std::to_string(words_per_minute) + " -w " +
                  shell_quoted(wave) + " " + shell_quoted(text));
        const auto samples = read_clip(wave);
        ASSERT_FALSE(samples.empty());
        errors.push_back(relative_error(samples, syllable_count(text, voice)));
        const double rate_hz = syllables_of(samples).rate_hz.value.value();
        EXPECT_GT(rate_hz, slower_hz) << voice << variant << " at " << words_per_minute;
        slower_hz = rate_hz;
      }
    }
  }
  EXPECT_LE(dsp::median(errors), kMedianBar);
  report("synthesised speech", errors);
}

// Property rung: faster > as recorded > slower.
TEST(SyllableRate, FollowsTheTempoOfEveryClip) {
  TIMBRE_TEST_DATA(speech, "speech");
  std::size_t count = 0;
  for (const auto& path : test_data_clips("speech")) {
    const double slower = syllables_of(read_clip(path, "atempo=0.8")).rate_hz.value.value_or(0.0);
    const double plain = syllables_of(read_clip(path)).rate_hz.value.value_or(0.0);
    const double faster = syllables_of(read_clip(path, "atempo=1.25")).rate_hz.value.value_or(0.0);
    EXPECT_GT(plain, slower) << path;
    EXPECT_GT(faster, plain) << path;
    ++count;
  }
  EXPECT_GT(count, 0U);
}

}  // namespace
}  // namespace timbre::delivery
