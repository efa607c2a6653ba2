// Rung: exact.
#include "cli/byte_progress.h"

#include <sstream>

#include "gtest/gtest.h"

#include "base/testing/fake_clock.h"

namespace timbre::cli {
namespace {

TEST(ByteProgress, SaysAmountRateAndTimeLeftAndCleansUp) {
  std::ostringstream err;
  FakeClock clock;
  {
    ByteProgress progress(err, clock, true, 80);
    progress.update(20'000'000, 80'000'000);
    clock.tick(std::chrono::seconds(2));
    progress.update(40'000'000, 80'000'000);
    EXPECT_NE(err.str().find("40.0 MB of 80.0 MB  10.0 MB/s  0:04 left"), std::string::npos) << err.str();
    const auto before = err.str();
    progress.update(41'000'000, 80'000'000);
    EXPECT_EQ(err.str(), before) << "not more often than ten times a second";
    clock.tick(std::chrono::seconds(1));
    progress.update(0, 80'000'000);
    EXPECT_NE(err.str().find("0 B of 80.0 MB  0 B/s"), std::string::npos) << "started over: " << err.str();
  }
  EXPECT_EQ(err.str().back(), '\r');
}

TEST(ByteProgress, WithoutATotalThereIsNoBar) {
  std::ostringstream err;
  FakeClock clock;
  ByteProgress progress(err, clock, true, 80);
  progress.update(0, 0);
  clock.tick(std::chrono::seconds(1));
  progress.update(1234, 0);
  EXPECT_NE(err.str().find(" 1.2 kB  1.2 kB/s"), std::string::npos) << err.str();
  EXPECT_EQ(err.str().find("█"), std::string::npos);
}

TEST(ByteProgress, IsSilentWhenNotWanted) {
  std::ostringstream err;
  const FakeClock clock;
  { ByteProgress(err, clock, false, 80).update(1, 2); }
  EXPECT_EQ(err.str(), "");
}

TEST(ByteText, RoundsWithoutLosingADigit) {
  EXPECT_EQ(byte_text(0), "0 B");
  EXPECT_EQ(byte_text(999), "999 B");
  EXPECT_EQ(byte_text(999.6), "1.0 kB");
  EXPECT_EQ(byte_text(77'704'715), "77.7 MB");
  EXPECT_EQ(byte_text(487'614'201), "488 MB");
  EXPECT_EQ(byte_text(3'095'033'483), "3.1 GB");
}

}  // namespace
}  // namespace timbre::cli
