// Rung: definition (what the file may say; what it may not is named).
#include "train/acoustic_config.h"

#include <cstdlib>

#include "gtest/gtest.h"

namespace timbre::train {
namespace {

constexpr const char* kCorpus = R"({"manifest":"m","timed":"t","folder":"f","warps":[0.9,1.1],"least_confidence":0.5})";

std::string config(const std::string& more) {
  return R"({"corpora":[)" + std::string(kCorpus) + R"(],"folder":"out","encoder":"models")" + more + "}";
}

TEST(AcousticConfig, ReadsWhatItSays) {
  const auto read = parse_acoustic_config(config(R"(,"steps":7,"net":{"mel_blocks":2},"judge_from_step":3)"));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->step_count, 7);
  EXPECT_EQ(read->net.mel_blocks, 2);
  EXPECT_EQ(read->judge_from_step, 3);
  ASSERT_EQ(read->corpora.size(), 1U);
  EXPECT_EQ(read->corpora[0].warps, (std::vector<double>{0.9, 1.1}));
  EXPECT_EQ(read->corpora[0].timed, "t");
}

TEST(AcousticConfig, NamesTheFieldThatIsWrong) {
  const auto expect_named = [](const std::string& text, const std::string& field) {
    const auto read = parse_acoustic_config(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_NE(read.error().message.find(field), std::string::npos) << read.error().message;
  };
  expect_named(config(R"(,"stps":7)"), "stps");
  expect_named(config(R"(,"judge_weight":-1)"), "judge_weight");
  expect_named(config(R"(,"net":{"mel_blocks":0})"), "net");
  expect_named(R"({"folder":"out","encoder":"models"})", "corpora");
  expect_named(R"({"corpora":[{"manifest":"m","folder":"f"}],"folder":"out","encoder":"models"})", "corpora");
  expect_named(R"({"corpora":[)" + std::string(kCorpus) + R"(],"folder":"out"})", "encoder");
}

TEST(AcousticConfig, TheCommittedOneIsRead) {
  const char* source = std::getenv("TIMBRE_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "TIMBRE_SOURCE is not set";
  PosixFileSystem disk;
  const auto read = read_acoustic_config(disk, std::filesystem::path(source) / "data/train/acoustic.json");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_GT(read->corpora.size(), 2U);
}

}  // namespace
}  // namespace timbre::train
