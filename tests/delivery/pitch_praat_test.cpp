/// Oracle rung: Timbre's pitch against Praat's on real speech (tests/oracle/praat/README.md).

#include <iostream>
#include <map>

#include "clips.h"
#include "gtest/gtest.h"

#include "base/testing/test_data.h"
#include "dsp/statistics.h"
#include "measure/pitch_spread.h"
#include "measure/testing/voices.h"
#include "praat_oracle.h"

namespace timbre::delivery {
namespace {

constexpr double kGrossBarPercent = 5.0;
constexpr double kVoicingBarPercent = 15.0;
constexpr std::size_t kClipCount = 46;

TEST(PitchAgainstPraat, EveryClipOfTheTestData) {
  TIMBRE_TEST_DATA(speech, "speech");
  const auto paths = test_data_clips("speech");
  EXPECT_EQ(paths.size(), kClipCount);
  PitchAgreement all;
  double worst_gross = 0.0;
  double worst_voicing = 0.0;
  for (const auto& path : paths) {
    const auto praat = read_praat(path.stem().string());
    ASSERT_TRUE(praat) << "no oracle file for " << path.stem() << "; run tools/make_oracle_praat.sh";
    const std::vector<float> samples = read_clip(path);
    ASSERT_FALSE(samples.empty()) << "ffmpeg cannot read " << path;
    const PitchAgreement one = compare(measure::pitch_of(kRateHz, samples), *praat);
    EXPECT_GT(one.frames, 200U) << path;
    EXPECT_GT(one.both_voiced, 50U) << path;
    // A single clip may be noisier than the whole; it must still not be lost.
    EXPECT_LT(one.gross_percent(), 2.0 * kGrossBarPercent) << path;
    EXPECT_LT(one.voicing_percent(), kVoicingBarPercent) << path;
    worst_gross = std::max(worst_gross, one.gross_percent());
    worst_voicing = std::max(worst_voicing, one.voicing_percent());
    all += one;
  }
  EXPECT_LT(all.gross_percent(), kGrossBarPercent);
  EXPECT_LT(all.voicing_percent(), kVoicingBarPercent);
  std::cout << "gross error " << all.gross_percent() << " % (worst clip " << worst_gross << " %), voicing error "
            << all.voicing_percent() << " % (worst clip " << worst_voicing << " %)\n";
}

// Two contours with 1 % of gross errors must tell the same story. For the median clip: spread within 0.1 st, range
// within 0.3 st (their own run from 1.3 to 5.6 and from 3.3 to 14 st), median within 20 cents; for each clip, the
// median within a semitone.
TEST(PitchSpreadAgainstPraat, EveryClipOfTheTestData) {
  TIMBRE_TEST_DATA(speech, "speech");
  std::vector<double> spread_difference_st;
  std::vector<double> range_difference_st;
  std::vector<double> median_difference_cents;
  for (const auto& path : test_data_clips("speech")) {
    const auto praat = read_praat(path.stem().string());
    ASSERT_TRUE(praat) << "no oracle file for " << path.stem();
    const auto ours = measure::measure_pitch_spread(measure::pitch_of(kRateHz, read_clip(path)));
    const auto theirs = measure::measure_pitch_spread(contour_of(*praat));
    if (!ours.spread_st.value || !theirs.spread_st.value) continue;  // one clip has less than 1 s of voice
    spread_difference_st.push_back(std::abs(*ours.spread_st.value - *theirs.spread_st.value));
    range_difference_st.push_back(std::abs(*ours.range_st.value - *theirs.range_st.value));
    median_difference_cents.push_back(std::abs(measure::cents(*ours.median_hz.value, *theirs.median_hz.value)));
    EXPECT_LT(median_difference_cents.back(), 100.0) << path;
  }
  EXPECT_GE(spread_difference_st.size(), kClipCount - 1);
  EXPECT_LT(dsp::median(spread_difference_st), 0.1);
  EXPECT_LT(dsp::median(range_difference_st), 0.3);
  EXPECT_LT(dsp::median(median_difference_cents), 20.0);
  std::cout << "spread differs by " << dsp::median(spread_difference_st) << " st in the median, "
            << dsp::quantile(spread_difference_st, 1.0) << " st at most; range by " << dsp::median(range_difference_st)
            << " and " << dsp::quantile(range_difference_st, 1.0) << " st\n";
}

// Property rung: a noisy room 20 dB below the speech does not change the melody that is read.
TEST(PitchSpreadInNoise, StaysWithTwentyDecibelsOfNoise) {
  TIMBRE_TEST_DATA(speech, "speech");
  std::vector<double> spread_difference_st;
  for (const auto& path : test_data_clips("speech")) {
    std::vector<float> samples = read_clip(path);
    const auto clean = measure::measure_pitch_spread(measure::pitch_of(kRateHz, samples));
    const double seconds = static_cast<double>(samples.size()) / kRateHz;
    const auto noise = audio::white_noise(kRateHz, seconds, 0.1 * audio::rms(samples), 17);
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i] += noise.channel(0)[i];
    const auto noisy = measure::measure_pitch_spread(measure::pitch_of(kRateHz, samples));
    if (!clean.spread_st.value || !noisy.spread_st.value) continue;
    spread_difference_st.push_back(std::abs(*noisy.spread_st.value - *clean.spread_st.value));
    EXPECT_LT(std::abs(measure::cents(*noisy.median_hz.value, *clean.median_hz.value)), 100.0) << path;
  }
  EXPECT_GE(spread_difference_st.size(), kClipCount - 2);
  EXPECT_LT(dsp::median(spread_difference_st), 0.05);
  std::cout << "spread differs by " << dsp::median(spread_difference_st) << " st in the median, "
            << dsp::quantile(spread_difference_st, 1.0) << " st at most\n";
}

// Property rung: real melodies, re-made with their swing in semitones multiplied by k, measure k times as lively.
// Half a semitone for the median: the edges of voicing are not the same frames in speech and in its re-making.
TEST(PitchSpreadOfRealMelodies, FlatterIsMeasuredAsFlatter) {
  for (const char* name : {"speech/jfk.wav", "speech/vctk/p234_003.wav", "speech/ljspeech/LJ001-0001.wav"}) {
    TIMBRE_TEST_DATA(path, name);
    const auto contour = measure::without_octave_errors(measure::pitch_of(kRateHz, read_clip(path)));
    const auto original = measure::measure_pitch_spread(contour);
    const double median_hz = original.median_hz.value.value();
    const double seconds = contour.hop_s * static_cast<double>(contour.f0_hz.size());
    for (const double k : {1.0, 0.5, 0.0}) {
      const auto remade = measure::voice(kRateHz, seconds, [&](double t) {
        const double f0_hz = contour.at(t);
        return f0_hz > 0.0 ? median_hz * std::pow(f0_hz / median_hz, k) : 0.0;
      });
      const auto spread = measure::measure_pitch_spread(measure::pitch_of(kRateHz, remade));
      EXPECT_NEAR(spread.spread_st.value.value(), k * original.spread_st.value.value(), 0.25) << name << " × " << k;
      EXPECT_LT(std::abs(measure::cents(spread.median_hz.value.value(), median_hz)), 50.0) << name << " × " << k;
    }
  }
}

}  // namespace
}  // namespace timbre::delivery
