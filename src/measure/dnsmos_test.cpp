// Rung: exact. The values themselves: tests/golden/networks_test.cpp.
#include "measure/dnsmos.h"

#include "gtest/gtest.h"

namespace timbre::measure {
namespace {

std::vector<std::size_t> seconds_of(std::size_t sample_count) {
  std::vector<std::size_t> seconds = dnsmos_windows(sample_count);
  for (std::size_t& start : seconds) start /= 16000;
  return seconds;
}

TEST(Dnsmos, HearsTheWindowsThatItsReferenceHears) {
  using Seconds = std::vector<std::size_t>;
  EXPECT_EQ(seconds_of(kDnsmosWindow - 1), Seconds{});
  EXPECT_EQ(seconds_of(kDnsmosWindow), Seconds{0});
  EXPECT_EQ(seconds_of(168000), Seconds{0}) << "10.5 s: the window at 1 s would fit, and is not taken";
  EXPECT_EQ(seconds_of(176000), (Seconds{0, 1}));
  EXPECT_EQ(seconds_of(16000 * 30), (Seconds{0, 1, 2, 3, 4, 5, 6})) << "those from 7 s on come out a sample short";
  EXPECT_EQ(seconds_of(16000 * 35), (Seconds{0, 1, 2, 3, 4, 5, 6, 24, 25}));
  EXPECT_EQ(seconds_of(16000 * 45).size(), 19u);
}

TEST(Dnsmos, NothingIsNotHeard) {
  const Dnsmos dnsmos(nullptr, nullptr);
  const auto heard = dnsmos.hear({});
  ASSERT_FALSE(heard.ok());
  EXPECT_EQ(heard.error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace timbre::measure
