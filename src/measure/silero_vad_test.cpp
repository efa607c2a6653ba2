// Rung: exact. With the network: tests/golden/networks_test.cpp.
#include "measure/silero_vad.h"

#include "gtest/gtest.h"

namespace timbre::measure {
namespace {

/// Blocks of 32 ms, the same probability `count` times.
struct Run {
  std::size_t count;
  float probability;
};

std::vector<std::pair<double, double>> stretches(const std::vector<Run>& runs, std::size_t cut_off = 0) {
  std::vector<float> probabilities;
  for (const Run& run : runs) probabilities.insert(probabilities.end(), run.count, run.probability);
  std::vector<std::pair<double, double>> out;
  const std::size_t sample_count = probabilities.size() * kSileroBlock - cut_off;
  for (const TimeRange& range : silero_stretches(probabilities, sample_count)) {
    out.emplace_back(range.start_s, range.end_s);
  }
  return out;
}

using Stretches = std::vector<std::pair<double, double>>;

TEST(SileroVad, SpeechBeginsAndEndsWiderThanItIsCertain) {
  EXPECT_EQ(stretches({{10, 0.1F}, {10, 0.9F}, {10, 0.1F}}), (Stretches{{0.29, 0.67}}));
  EXPECT_EQ(stretches({{10, 0.9F}}), (Stretches{{0.0, 0.32}}));
  EXPECT_EQ(stretches({{10, 0.9F}}, 160), (Stretches{{0.0, 0.31}}));
  EXPECT_EQ(stretches({}), Stretches{});
}

TEST(SileroVad, ShortSpeechIsDroppedAndShortSilenceFilled) {
  EXPECT_EQ(stretches({{10, 0.1F}, {7, 0.9F}, {10, 0.1F}}), Stretches{}) << "224 ms";
  EXPECT_EQ(stretches({{10, 0.9F}, {4, 0.1F}, {10, 0.9F}}), (Stretches{{0.0, 0.768}})) << "128 ms, seen after 96 ms";
  EXPECT_EQ(stretches({{10, 0.9F}, {5, 0.1F}, {10, 0.9F}}), (Stretches{{0.0, 0.35}, {0.45, 0.8}}));
  EXPECT_EQ(stretches({{10, 0.9F}, {20, 0.4F}, {10, 0.9F}}), (Stretches{{0.0, 1.28}})) << "0.4 does not end speech";
  EXPECT_EQ(stretches({{20, 0.4F}}), Stretches{}) << "nor begin it";
}

TEST(SileroVad, AFrameIsSpeechWhereItsMiddleIs) {
  const std::vector<TimeRange> ranges{{0.014, 0.026}, {0.036, 0.05}};
  EXPECT_EQ(on_grid(ranges, 0.01, 6).is_speech, (std::vector<std::uint8_t>{0, 1, 1, 0, 1, 0}));
  EXPECT_EQ(on_grid({}, 0.01, 2).is_speech, (std::vector<std::uint8_t>{0, 0}));
}

}  // namespace
}  // namespace timbre::measure
