// Rung: exact.
#include "train/speaker_config.h"

#include <cstdlib>

#include "gtest/gtest.h"

namespace timbre::train {
namespace {

const std::string kBegin = R"({"corpora": [{"manifest": "m", "folder": "f"}], "folder": "out")";

std::string error_of(const std::string& rest) {
  const auto config = parse_speaker_config(kBegin + rest + "}");
  return config.ok() ? "" : config.error().message;
}

TEST(SpeakerConfig, ReadsWhatItIsGiven) {
  const auto config = parse_speaker_config(kBegin + R"(, "seed": 9, "steps": 12, "features": {"band_count": 40},
                                           "speeds": [1, 1.2], "degraded_copies": [0, 3]})");
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ(config->corpora.front().folder, "f");
  EXPECT_EQ(config->seed, 9U);
  EXPECT_EQ(config->step_count, 12);
  EXPECT_EQ(config->features.band_count, 40U);
  EXPECT_EQ(config->degraded_copies.back(), 3U);
}

TEST(SpeakerConfig, RefusesWhatItDoesNotKnow) {
  EXPECT_NE(error_of(R"(, "stepz": 1)").find("'stepz'"), std::string::npos);
  EXPECT_NE(error_of(R"(, "steps": "many")").find("'steps'"), std::string::npos);
  EXPECT_NE(error_of(R"(, "steps": 0)").find("'steps'"), std::string::npos);
  EXPECT_NE(error_of(R"(, "features": {"bands": 1})").find("'features'"), std::string::npos);
  EXPECT_NE(error_of(R"(, "features": {"sample_rate_hz": 8000})").find("half the rate"), std::string::npos);
  EXPECT_NE(error_of(R"(, "speeds": [1])").find("'degraded_copies'"), std::string::npos);
  EXPECT_FALSE(parse_speaker_config("[]").ok());
  EXPECT_FALSE(parse_speaker_config(R"({"folder": "x"})").ok());
}

TEST(SpeakerConfig, TheCommittedOnesAreRead) {
  const char* source = std::getenv("TIMBRE_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "TIMBRE_SOURCE is not set";
  PosixFileSystem disk;
  for (const char* name : {"speaker.json", "speaker-evaluation.json"}) {
    const auto config = read_speaker_config(disk, std::filesystem::path(source) / "data/train" / name);
    EXPECT_TRUE(config.ok()) << config.error().message;
  }
}

}  // namespace
}  // namespace timbre::train
