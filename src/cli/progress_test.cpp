#include "cli/progress.h"

#include <sstream>

#include "gtest/gtest.h"

#include "base/testing/fake_clock.h"

namespace timbre::cli {
namespace {

TEST(Progress, SaysRateAndTimeLeftAndCleansUp) {
  std::ostringstream err;
  FakeClock clock;
  {
    Progress progress(err, clock, 4, true, 80);
    clock.tick(std::chrono::seconds(2));
    progress.one_done();
    EXPECT_NE(err.str().find("1 of 4  0.5/s  0:06 left"), std::string::npos) << err.str();
    const auto before = err.str();
    progress.one_done();
    EXPECT_EQ(err.str(), before) << "not more often than ten times a second";
  }
  EXPECT_EQ(err.str().back(), '\r');
}

TEST(Progress, IsSilentWhenNotWanted) {
  std::ostringstream err;
  const FakeClock clock;
  {
    Progress progress(err, clock, 1, false, 80);
    progress.one_done();
  }
  EXPECT_EQ(err.str(), "");
}

}  // namespace
}  // namespace timbre::cli
