/// Oracle rung: Timbre's pitch against Praat's on real speech (tests/oracle/praat/README.md).

#include <iostream>
#include <map>

#include "clips.h"
#include "gtest/gtest.h"

#include "base/testing/test_data.h"
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
