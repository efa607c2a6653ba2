// Rung: exact.
#include "train/vocoder_config.h"

#include <cstdlib>

#include "gtest/gtest.h"

namespace timbre::train {
namespace {

TEST(VocoderConfig, IsReadStrictly) {
  const std::string begin = R"({"corpora": [{"manifest": "m", "folder": "f", "share": 3}], "folder": "out")";
  const auto config = parse_vocoder_config(begin + R"(, "steps": 7, "net": {"channels": 32}, "bfloat16": true})");
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ(config->corpora.front().share, 3.0);
  EXPECT_EQ(config->step_count, 7);
  EXPECT_EQ(config->net.channels, 32);
  EXPECT_TRUE(config->is_bfloat16);
  for (const char* wrong : {R"("net": {"layers": 2}})", R"("bfloat16": 1})", R"("speeds": [1]})", R"("steps": 0})"}) {
    EXPECT_FALSE(parse_vocoder_config(begin + ", " + wrong).ok()) << wrong;
  }
  EXPECT_NE(parse_vocoder_config(R"({"folder": "x"})").error().message.find("'corpora'"), std::string::npos);
}

TEST(VocoderConfig, TheCommittedOneIsRead) {
  const char* source = std::getenv("TIMBRE_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "TIMBRE_SOURCE is not set";
  PosixFileSystem disk;
  const auto config = read_vocoder_config(disk, std::filesystem::path(source) / "data/train/vocoder.json");
  EXPECT_TRUE(config.ok()) << config.error().message;
}

}  // namespace
}  // namespace timbre::train
