// Rung: exact. Buckets counted by hand, and over any sequence no window lets through more than two buckets' worth.
#include "safety/rate_limit.h"

#include <gtest/gtest.h>
#include <vector>

#include "base/random.h"

namespace timbre::safety {
namespace {

constexpr LimitRule kRule{60, 60};

TEST(RateLimit, AFullBucketGivesItsAmountAndThenOneASecond) {
  LimitBucket bucket = full_bucket(kRule, 1000);
  for (int i = 0; i < 60; ++i) EXPECT_EQ(take_from(bucket, kRule, 1), 0);
  EXPECT_EQ(take_from(bucket, kRule, 1), 1);
  EXPECT_EQ(take_from(bucket, kRule, 5), 5);
  bucket = filled(bucket, kRule, 1999);
  EXPECT_EQ(units_left(bucket, kRule), 0);
  EXPECT_EQ(take_from(bucket, kRule, 1), 1) << "a millisecond is missing, and a header counts whole seconds";
  bucket = filled(bucket, kRule, 2000);
  EXPECT_EQ(units_left(bucket, kRule), 1);
  EXPECT_EQ(take_from(bucket, kRule, 1), 0);
}

TEST(RateLimit, WaitingTheTimeToldIsEnough) {
  SeededRandom random(3);
  for (const LimitKind kind : {LimitKind::Synthesis, LimitKind::Characters, LimitKind::Consent}) {
    const LimitRule rule = limit_rule(kind, LimitScope::Voice);
    std::int64_t now_ms = 0;
    LimitBucket bucket = full_bucket(rule, now_ms);
    for (int i = 0; i < 2000; ++i) {
      const auto amount = static_cast<std::int64_t>(1 + random.next() % rule.amount);
      bucket = filled(bucket, rule, now_ms);
      const std::int64_t wait_s = take_from(bucket, rule, amount);
      if (wait_s == 0) continue;
      bucket = filled(bucket, rule, now_ms + wait_s * 1000 - 1001);
      LimitBucket early = bucket;
      EXPECT_GT(take_from(early, rule, amount), 0) << "a second less is not enough";
      now_ms += wait_s * 1000;
      bucket = filled(bucket, rule, now_ms);
      ASSERT_EQ(take_from(bucket, rule, amount), 0);
    }
  }
}

TEST(RateLimit, NoWindowLetsThroughMoreThanTwoBuckets) {
  SeededRandom random(4);
  LimitBucket bucket = full_bucket(kRule, 0);
  std::vector<std::int64_t> taken_ms;
  std::int64_t now_ms = 0;
  for (int i = 0; i < 20000; ++i) {
    now_ms += static_cast<std::int64_t>(random.next() % 900);
    bucket = filled(bucket, kRule, now_ms);
    if (take_from(bucket, kRule, 1) == 0) taken_ms.push_back(now_ms);
  }
  for (std::size_t i = 0; i + 120 < taken_ms.size(); ++i) EXPECT_GT(taken_ms[i + 120] - taken_ms[i], 60'000);
}

TEST(RateLimit, AClockThatGoesBackFillsNothingAndAForgedBucketNoMoreThanIsFull) {
  LimitBucket bucket{0, 1'000'000};
  bucket = filled(bucket, kRule, 0);
  EXPECT_EQ(units_left(bucket, kRule), 0);
  EXPECT_EQ(bucket.at_ms, 0);
  EXPECT_EQ(units_left(filled({INT64_MAX, 0}, kRule, INT64_MAX), kRule), 60);
  EXPECT_EQ(units_left(filled({INT64_MIN, 0}, kRule, 1000), kRule), 1);
}

TEST(RateLimit, ASleepOfYearsFillsOnce) {
  EXPECT_EQ(units_left(filled({0, 0}, kRule, std::int64_t{1} << 60), kRule), 60);
  EXPECT_EQ(units_left(filled({0, -(std::int64_t{1} << 61)}, kRule, std::int64_t{1} << 61), kRule), 60);
}

}  // namespace
}  // namespace timbre::safety
