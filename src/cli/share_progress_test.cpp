// Rung: exact.
#include "cli/share_progress.h"

#include <gtest/gtest.h>
#include <sstream>

#include "base/testing/fake_clock.h"

namespace timbre::cli {
namespace {

TEST(ShareProgress, SaysTimeElapsedAndLeftAndWipesItself) {
  std::ostringstream err;
  FakeClock clock;
  {
    ShareProgress progress(err, clock, "take.wav", true, 60);
    clock.tick(std::chrono::seconds(30));
    progress.reached(0.25);
    EXPECT_NE(err.str().find("25 %  0:30 elapsed, 1:30 left  take.wav"), std::string::npos) << err.str();
    const std::string before = err.str();
    progress.reached(0.26);
    EXPECT_EQ(err.str(), before) << "not more often than ten times a second";
  }
  EXPECT_EQ(err.str().back(), '\r');
}

TEST(ShareProgress, DrawsNothingWhereNobodyLooks) {
  std::ostringstream err;
  FakeClock clock;
  {
    ShareProgress progress(err, clock, "take.wav", false, 60);
    progress.reached(0.5);
  }
  EXPECT_EQ(err.str(), "");
}

}  // namespace
}  // namespace timbre::cli
