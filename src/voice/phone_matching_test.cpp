// Rungs: definition (hand-matched words), property (any two pronunciations).
#include "voice/phone_matching.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace timbre::voice {
namespace {

using namespace phones;
using Ids = std::vector<PhoneId>;
using Times = std::vector<TimeRange>;

/// Sounds one behind the other, each of so many seconds; the first begins at 1 s.
std::vector<HeardSound> heard(const std::vector<std::pair<PhoneId, double>>& sounds) {
  std::vector<HeardSound> out;
  double at_s = 1.0;
  for (const auto& [id, length_s] : sounds) {
    out.push_back({id, {at_s, at_s + length_s}});
    at_s += length_s;
  }
  return out;
}

TEST(MatchTimes, AsManySoundsTakeTheirTimesOneByOne) {
  EXPECT_EQ(match_times(Ids{kH, kEr, kT}, heard({{kN, 0.5}, {kAe, 0.25}, {kT, 0.125}})),
            (Times{{1.0, 1.5}, {1.5, 1.75}, {1.75, 1.875}}));
}

TEST(MatchTimes, ASoundTakesTheTimeOfSeveralThatAreMatchedWithIt) {
  // "what" with and without its h.
  EXPECT_EQ(match_times(Ids{kW, kAh, kT}, heard({{kH, 0.25}, {kW, 0.25}, {kSchwa, 0.5}, {kT, 0.125}})),
            (Times{{1.0, 1.5}, {1.5, 2.0}, {2.0, 2.125}}));
}

TEST(MatchTimes, SeveralSoundsShareTheTimeOfOne) {
  // "are" as it is said alone and in passing; "really" of three syllables and of two.
  EXPECT_EQ(match_times(Ids{kAa, kR}, heard({{kErSchwa, 0.5}})), (Times{{1.0, 1.25}, {1.25, 1.5}}));
  EXPECT_EQ(match_times(Ids{kR, kIy, kSchwa, kL, kIy}, heard({{kR, 0.25}, {kIh, 0.5}, {kL, 0.25}, {kIy, 0.5}})),
            (Times{{1.0, 1.25}, {1.25, 1.5}, {1.5, 1.75}, {1.75, 2.0}, {2.0, 2.5}}));
}

TEST(MatchTimes, NothingForNothing) {
  EXPECT_TRUE(match_times(Ids{}, heard({{kR, 0.25}})).empty());
  EXPECT_TRUE(match_times(Ids{kR}, {}).empty());
}

TEST(MatchTimes, AnyTwoCoverTheWordInOrderAndWithoutGaps) {
  SeededRandom random(7);
  const auto inventory = phone_inventory();
  const auto any = [&] { return inventory[random.next() % inventory.size()].id; };
  for (int round = 0; round < 500; ++round) {
    Ids wanted(1 + random.next() % 8);
    for (PhoneId& id : wanted) id = any();
    std::vector<std::pair<PhoneId, double>> sounds(1 + random.next() % 8);
    for (auto& sound : sounds) sound = {any(), 0.03 * static_cast<double>(1 + random.next() % 5)};
    const auto said = heard(sounds);
    const auto times = match_times(wanted, said);
    ASSERT_EQ(times.size(), wanted.size());
    EXPECT_EQ(times.front().start_s, said.front().range.start_s);
    EXPECT_EQ(times.back().end_s, said.back().range.end_s);
    for (std::size_t i = 0; i < times.size(); ++i) {
      EXPECT_LT(times[i].start_s, times[i].end_s);
      if (i > 0) {
        EXPECT_EQ(times[i].start_s, times[i - 1].end_s);
      }
    }
  }
}

}  // namespace
}  // namespace timbre::voice
