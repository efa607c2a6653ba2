// Rung: standard. RFC 9562 section 5.7 and its example in appendix A.6.
#include "base/uuid.h"

#include <gtest/gtest.h>
#include <set>

#include "base/testing/fake_clock.h"

namespace timbre {
namespace {

/// The random bits of the example, placed where the RFC has them.
class ExampleBits : public Random {
 public:
  std::uint64_t next() override { return is_first_++ == 0 ? 0xCC3ULL : 0x18C4DC0C0C07398FULL << 2; }

 private:
  int is_first_ = 0;
};

class ExampleClock : public Clock {
 public:
  [[nodiscard]] std::chrono::system_clock::time_point now() const override {
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(0x017F22E279B0));
  }
  [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return {}; }
};

TEST(Uuid, GivesTheExampleOfTheStandard) {
  ExampleBits random;
  EXPECT_EQ(make_uuid(ExampleClock(), random), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

TEST(Uuid, ThousandsAreDifferentAndWellFormed) {
  SeededRandom random(7);
  const SystemClock clock;
  std::set<std::string> seen;
  for (int i = 0; i < 5000; ++i) {
    const std::string id = make_uuid(clock, random);
    EXPECT_TRUE(is_uuid(id)) << id;
    EXPECT_TRUE(seen.insert(id).second);
  }
}

TEST(Uuid, NothingElseHasItsForm) {
  EXPECT_FALSE(is_uuid(""));
  EXPECT_FALSE(is_uuid("../../../../../../../../etc/passwd/.."));
  EXPECT_FALSE(is_uuid("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
  EXPECT_FALSE(is_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398"));
  EXPECT_FALSE(is_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f0"));
  EXPECT_FALSE(is_uuid("017f22e2079b0-7cc3-98c4-dc0c0c07398f"));
  EXPECT_FALSE(is_uuid(std::string_view("017f22e2-79b0-7cc3-98c4-dc0c0c073\0f\0", 36)));
}

}  // namespace
}  // namespace timbre
