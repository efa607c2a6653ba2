// The networks on real clips.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gtest/gtest.h"

#include "accuracy/material.h"
#include "base/random.h"
#include "base/testing/test_data.h"
#include "dsp/resample.h"
#include "measure/denoiser.h"
#include "measure/dnsmos.h"
#include "measure/pitch.h"
#include "measure/silero_vad.h"
#include "measure/swift_f0.h"
#include "nn/testing/test_models.h"

namespace timbre::measure {
namespace {

using accuracy::Samples;

struct GoldenRow {
  std::string clip;
  std::size_t windows = 0;
  double sig = 0.0, bak = 0.0, ovrl = 0.0, p808 = 0.0;
};

std::vector<GoldenRow> golden_rows() {
  const char* source = std::getenv("TIMBRE_SOURCE");
  std::ifstream file(std::filesystem::path(source != nullptr ? source : ".") / "tests/golden/dnsmos_golden.csv");
  std::vector<GoldenRow> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    GoldenRow row;
    std::istringstream fields(line);
    std::getline(fields, row.clip, ',');
    char comma = 0;
    fields >> row.windows >> comma >> row.sig >> comma >> row.bak >> comma >> row.ovrl >> comma >> row.p808;
    rows.push_back(row);
  }
  return rows;
}

Samples noisy(const Samples& speech, double snr_db, std::uint64_t seed) {
  SeededRandom random(seed);
  Samples noise(speech.size());
  for (float& sample : noise) sample = static_cast<float>(random.normal());
  return accuracy::mixed_at(speech, noise, accuracy::active_level_dbfs(speech, 16000), snr_db);
}

// Rung "oracle": tests/golden/dnsmos_golden.py, the reference's rule computed by definition in numpy, the networks run
// by node. The largest difference over the whole table was 5e-6; the bar is a hundredth of what a listener could tell.
TEST(Golden, DnsmosIsWhatAnIndependentRunGives) {
  TIMBRE_TEST_DATA(speech, "speech/jfk.wav");
  TIMBRE_TEST_MODEL(p835, "dnsmos-p835");
  TIMBRE_TEST_MODEL(p808, "dnsmos-p808");
  const Dnsmos dnsmos(p835, p808);
  const bool is_whole = std::getenv("TIMBRE_WHOLE_GOLDEN") != nullptr;  // every clip, a minute or two
  std::size_t compared = 0;
  bool has_seven = false;
  double worst = 0.0;
  for (const GoldenRow& row : golden_rows()) {
    const bool is_first_of_seven = row.windows == 7 && !has_seven;
    if (!is_whole && row.windows > 2 && !is_first_of_seven) continue;
    has_seven = has_seven || is_first_of_seven;
    const auto clip = accuracy::read_clip(test_data_folder() / row.clip);
    ASSERT_EQ(clip.rate_hz, 16000) << row.clip;
    const auto heard = dnsmos.hear(clip.samples, {.thread_count = 2});
    ASSERT_TRUE(heard.ok()) << heard.error().message;
    for (const auto& [is, should] : {std::pair(*heard->sig, row.sig), std::pair(*heard->bak, row.bak),
                                     std::pair(heard->mos, row.ovrl), std::pair(*heard->p808, row.p808)}) {
      EXPECT_NEAR(is, should, 1e-3) << row.clip;
      worst = std::max(worst, std::abs(is - should));
    }
    ++compared;
  }
  std::printf("%zu clips, largest difference %.1e\n", compared, worst);
  EXPECT_GE(compared, 10u);
}

// Rung "exact".
TEST(Golden, DnsmosIsTheSameOnAnyNumberOfThreads) {
  TIMBRE_TEST_DATA(speech, "speech/jfk.wav");
  TIMBRE_TEST_MODEL(p835, "dnsmos-p835");
  const Dnsmos dnsmos(p835, nullptr);
  const auto clip = accuracy::read_clip(speech);
  const auto one = dnsmos.hear(clip.samples);
  const auto two = dnsmos.hear(clip.samples, {.thread_count = 2});
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_EQ(one->mos, two->mos);
  EXPECT_EQ(one->sig, two->sig);
  EXPECT_FALSE(one->p808.has_value());
}

// Rung "exact": a network in the wrong place is an error, not a number.
TEST(Golden, TheWrongNetworkIsRefused) {
  TIMBRE_TEST_MODEL(gtcrn, "gtcrn");
  TIMBRE_TEST_MODEL(p808, "dnsmos-p808");
  const Samples second(16000, 0.1F);
  EXPECT_FALSE(Dnsmos(gtcrn, nullptr).hear(second).ok());
  EXPECT_FALSE(Dnsmos(p808, nullptr).hear(second).ok());
  EXPECT_FALSE(silero_probabilities(second, *gtcrn).ok());
  EXPECT_FALSE(swift_f0(second, *gtcrn).ok());
  EXPECT_FALSE(hear_noise(second, *p808).ok());
}

// Rung "property": the frames of speech that Silero finds are mostly those of the clip's reference.
TEST(Golden, SileroFindsSpeechAndNoneInNoise) {
  TIMBRE_TEST_DATA(path, "speech/librispeech/2033/2033-164914-0000.flac");
  TIMBRE_TEST_MODEL(silero, "silero-vad");
  const auto take = accuracy::take_as_is(accuracy::read_clip(path));
  const auto probabilities = silero_probabilities(take.samples, *silero);
  ASSERT_TRUE(probabilities.ok()) << probabilities.error().message;
  const auto ranges = silero_stretches(*probabilities, take.samples.size());
  const VoiceActivity activity = on_grid(ranges, 0.01, take.is_speech.size());
  std::size_t right = 0;
  for (std::size_t i = 0; i < take.is_speech.size(); ++i) right += activity.is_speech[i] == take.is_speech[i] ? 1 : 0;
  const double share = static_cast<double>(right) / static_cast<double>(take.is_speech.size());
  std::printf("frames right: %.3f\n", share);
  EXPECT_GT(share, 0.85);
  SeededRandom random(3);
  Samples noise(16000 * 4);
  for (float& sample : noise) sample = static_cast<float>(0.01 * random.normal());
  const auto of_noise = silero_probabilities(noise, *silero);
  ASSERT_TRUE(of_noise.ok());
  EXPECT_TRUE(silero_stretches(*of_noise, noise.size()).empty());
}

// Rung "oracle": on a real clip the medians are nearer than a third of what raises a doubt, and most frames agree (both
// trackers smooth over tens of milliseconds, each in its way, so half a semitone is strict at the ends of words).
TEST(Golden, SwiftF0HearsTheMeasuredPitch) {
  TIMBRE_TEST_DATA(path, "speech/librispeech/2033/2033-164914-0000.flac");
  TIMBRE_TEST_MODEL(network, "swiftf0");
  const auto clip = accuracy::read_clip(path);
  const auto heard = swift_f0(clip.samples, *network);
  ASSERT_TRUE(heard.ok()) << heard.error().message;
  const auto measured = measure_pitch({16000, clip.samples});
  ASSERT_TRUE(measured.ok());
  const auto finding = compare_pitch(*heard, *measured);
  ASSERT_TRUE(finding.has_value());
  std::printf("median %.1f Hz, %+.2f st, %.1f %% agree\n", finding->f0_median_hz, finding->difference_st,
              finding->agree_percent);
  EXPECT_LT(std::abs(finding->difference_st), kPitchDoubtSt / 3.0);
  EXPECT_GT(finding->agree_percent, 80.0);
}

// Rung "property": more noise, less of the take left; and the ratio is about the one that was mixed.
TEST(Golden, TheDenoiserHearsTheNoiseThatWasMixedIn) {
  TIMBRE_TEST_DATA(path, "speech/librispeech/3080/3080-5032-0000.flac");
  TIMBRE_TEST_MODEL(network, "gtcrn");
  const auto clip = accuracy::read_clip(path);
  const auto speech = Samples(clip.samples.begin(),
                              clip.samples.begin() + std::min<std::ptrdiff_t>(16000 * 5, std::ssize(clip.samples)));
  double last_snr_db = 100.0;
  for (const double snr_db : {30.0, 20.0, 10.0, 0.0}) {
    const auto finding = hear_noise(noisy(speech, snr_db, 5), *network);
    ASSERT_TRUE(finding.ok()) << finding.error().message;
    std::printf("mixed at %.0f dB: removed %.1f dB, SNR %.1f dB\n", snr_db, finding->removed_db, finding->snr_db);
    EXPECT_LT(finding->snr_db, last_snr_db);
    EXPECT_NEAR(finding->snr_db, snr_db, 6.0);
    last_snr_db = finding->snr_db;
  }
  EXPECT_FALSE(hear_noise(Samples(16000, 0.0F), *network).ok());
}

}  // namespace
}  // namespace timbre::measure
