// Rung: exact. What is let through, counted by hand, also over a restart; both buckets or neither; one record a
// refusal.
#include "store/limit_store.h"

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "base/testing/temporary_folder.h"
#include "safety/testing/memory_audit_log.h"

namespace timbre::store {
namespace {

using safety::LimitKind;
using std::chrono::seconds;

class LimitStoreTest : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
  PosixFileSystem disk_;
  FakeClock clock_{std::chrono::system_clock::time_point(seconds(1'700'000'000))};
  safety::MemoryAuditLog log_;
  std::unique_ptr<SafetyDatabase> database_ = SafetyDatabase::open(folder_.path(), disk_, clock_).value();
};

TEST_F(LimitStoreTest, LetsThroughWhatTheTableSaysAndSaysHowLongToWait) {
  LimitStore limits(*database_, log_);
  for (int i = 0; i < 60; ++i) ASSERT_TRUE(limits.take(LimitKind::Synthesis, "a", 1).ok()) << i;
  const auto refused = limits.take(LimitKind::Synthesis, "a", 1);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(refused.error().retry_after_s, 1);
  EXPECT_TRUE(limits.take(LimitKind::Synthesis, "b", 1).ok()) << "another voice has its own bucket";
  EXPECT_EQ(limits.left("a").value()[0].left, 0);
  clock_.tick(seconds(1));
  EXPECT_TRUE(limits.take(LimitKind::Synthesis, "a", 1).ok());
}

TEST_F(LimitStoreTest, CountsOverRestarts) {
  ASSERT_TRUE(LimitStore(*database_, log_).take(LimitKind::Characters, "a", 15'000).ok());
  database_ = SafetyDatabase::open(folder_.path(), disk_, clock_).value();
  LimitStore limits(*database_, log_);
  EXPECT_EQ(limits.left("a").value()[1].left, 5'000);
  EXPECT_EQ(limits.left("").value()[1].left, 45'000);
  const auto refused = limits.take(LimitKind::Characters, "a", 6'000);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().retry_after_s, 180);
}

TEST_F(LimitStoreTest, TakesFromBothBucketsOrNeither) {
  LimitStore limits(*database_, log_);
  for (const char* voice : {"a", "b"}) {
    for (int i = 0; i < 60; ++i) ASSERT_TRUE(limits.take(LimitKind::Synthesis, voice, 1).ok());
  }
  const auto refused = limits.take(LimitKind::Synthesis, "c", 1);
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("all voices together"), std::string::npos);
  EXPECT_EQ(limits.left("c").value()[0].left, 60);
  EXPECT_FALSE(limits.take(LimitKind::Synthesis, "", 1).ok());
}

TEST_F(LimitStoreTest, MoreThanABucketHoldsIsDeniedForGood) {
  LimitStore limits(*database_, log_);
  const auto refused = limits.take(LimitKind::Characters, "a", 20'001);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::Denied);
  EXPECT_EQ(refused.error().retry_after_s, 0);
  EXPECT_FALSE(limits.take(LimitKind::Characters, "a", -1).ok());
  EXPECT_TRUE(limits.take(LimitKind::Characters, "a", 20'000).ok());
}

TEST_F(LimitStoreTest, ARefusalIsLoggedOnceUntilSomethingIsLetThrough) {
  LimitStore limits(*database_, log_);
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(limits.take(LimitKind::Consent, "a", 1).ok());
  for (int i = 0; i < 50; ++i) ASSERT_FALSE(limits.take(LimitKind::Consent, "a", 1).ok());
  ASSERT_EQ(log_.events.size(), 1U);
  EXPECT_EQ(log_.events[0].act, safety::AuditAct::LimitHit);
  EXPECT_EQ(log_.events[0].voice_id, "a");
  EXPECT_EQ(log_.events[0].details["limit"], "consent");
  clock_.tick(seconds(8640));
  EXPECT_TRUE(limits.take(LimitKind::Consent, "a", 1).ok());
  EXPECT_FALSE(limits.take(LimitKind::Consent, "a", 1).ok());
  EXPECT_EQ(log_.events.size(), 2U);
}

}  // namespace
}  // namespace timbre::store
