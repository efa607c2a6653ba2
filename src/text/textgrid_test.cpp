// Rung: exact; oracle (Praat itself reads the file in tests/e2e).
#include "text/textgrid.h"

#include <gtest/gtest.h>

namespace timbre::text {
namespace {

TEST(TextGrid, IsTheLongForm) {
  const IntervalTier tier{"words", {{{0.5, 1.0}, "say \"hi\""}, {{1.0, 1.25}, "ä\n"}}};
  EXPECT_EQ(write_textgrid({tier}, 2.0), R"(File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 2
tiers? <exists>
size = 1
item []:
    item [1]:
        class = "IntervalTier"
        name = "words"
        xmin = 0
        xmax = 2
        intervals: size = 4
        intervals [1]:
            xmin = 0
            xmax = 0.5
            text = ""
        intervals [2]:
            xmin = 0.5
            xmax = 1
            text = "say ""hi"""
        intervals [3]:
            xmin = 1
            xmax = 1.25
            text = "ä "
        intervals [4]:
            xmin = 1.25
            xmax = 2
            text = ""
)");
}

TEST(TextGrid, AnEmptyTierIsOneEmptyInterval) {
  const std::string grid = write_textgrid({{"words", {}}}, 1.5);
  EXPECT_NE(grid.find("intervals: size = 1\n"), std::string::npos);
  EXPECT_NE(write_textgrid({{"words", {}}}, 0.0).find("xmax = 0.001\n"), std::string::npos);
}

TEST(TextGrid, OverlapsAndEmptyLabelsLeaveNoGapAndNoOverlap) {
  const IntervalTier tier{"words",
                          {{{0.0, 1.0}, "a"}, {{0.8, 1.2}, "b"}, {{1.1, 1.1}, "skipped"}, {{0.2, 0.9}, "inside"}}};
  const std::string grid = write_textgrid({tier}, 1.0);
  EXPECT_NE(grid.find("intervals: size = 2\n"), std::string::npos);
  EXPECT_NE(grid.find("xmin = 1\n            xmax = 1.2\n            text = \"b\""), std::string::npos);
  EXPECT_EQ(grid.find("skipped"), std::string::npos);
}

TEST(TextGrid, EveryTierReachesTheSameEnd) {
  const std::string grid = write_textgrid({{"words", {{{0.0, 3.0}, "a"}}}, {"phones", {{{0.0, 1.0}, "AH"}}}}, 2.0);
  EXPECT_EQ(grid.find("xmax = 2\n"), std::string::npos);
  EXPECT_NE(grid.find("size = 2\n"), std::string::npos);
}

}  // namespace
}  // namespace timbre::text
