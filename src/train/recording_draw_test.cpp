// Rung: definition (shares of corpora, lengths of recordings).
#include "train/recording_draw.h"

#include <array>

#include "gtest/gtest.h"

namespace timbre::train {
namespace {

TEST(RecordingDraw, HeedsSharesAndLengthsAndPassesOverEmptyCorpora) {
  RecordingDraw draw({3.0, 100.0, 1.0});
  draw.add(0, 0, 100);
  draw.add(0, 1, 300);
  draw.add(2, 2, 5);
  SeededRandom random(1);
  std::array<int, 3> drawn{};
  for (int i = 0; i < 16000; ++i) ++drawn.at(draw.draw(random));
  EXPECT_NEAR(drawn[0], 3000, 200);
  EXPECT_NEAR(drawn[1], 9000, 300);
  EXPECT_NEAR(drawn[2], 4000, 250);
}

}  // namespace
}  // namespace timbre::train
