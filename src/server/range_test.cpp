// Rung: standard. RFC 9110 section 14.1.2, its examples for a representation of 10,000 bytes.
#include "server/range.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace timbre::server {
namespace {

void expect(std::string_view header, std::uint64_t size, RangeKind kind, std::uint64_t first, std::uint64_t length) {
  const RangeAnswer answer = answer_range(header, size);
  EXPECT_EQ(answer.kind, kind) << header;
  if (kind == RangeKind::Unsatisfiable) return;
  EXPECT_EQ(answer.range.first, first) << header;
  EXPECT_EQ(answer.range.length, length) << header;
}

TEST(Range, FollowsTheStandard) {
  expect("bytes=0-499", 10000, RangeKind::Part, 0, 500);
  expect("bytes=500-999", 10000, RangeKind::Part, 500, 500);
  expect("bytes=-500", 10000, RangeKind::Part, 9500, 500);
  expect("bytes=9500-", 10000, RangeKind::Part, 9500, 500);
  expect("bytes=0-99999", 10000, RangeKind::Part, 0, 10000);
  expect("bytes=-99999", 10000, RangeKind::Part, 0, 10000);
  expect("bytes=10000-", 10000, RangeKind::Unsatisfiable, 0, 0);
  expect("bytes=-0", 10000, RangeKind::Unsatisfiable, 0, 0);
  expect("bytes=0-", 0, RangeKind::Unsatisfiable, 0, 0);
}

TEST(Range, WhatItDoesNotUnderstandGivesTheWhole) {
  for (const char* header : {"", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "lines=0-1", "bytes=0-1,3-4",
                             "bytes=0-1x", "bytes=18446744073709551616-", "bytes=--5", "bytes=1--5"}) {
    expect(header, 10000, RangeKind::Whole, 0, 10000);
  }
}

// Property: whatever is asked for, a part lies inside the file.
TEST(Range, RandomHeadersNeverReachBeyondTheFile) {
  constexpr std::string_view kAlphabet = "0123456789--,= ";
  SeededRandom random(12);
  int parts = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string header = "bytes=";
    const std::size_t length = random.next() % 24;
    for (std::size_t i = 0; i < length; ++i) header += kAlphabet[random.next() % kAlphabet.size()];
    const std::uint64_t size = random.next() % 100'000;
    const RangeAnswer answer = answer_range(header, size);
    if (answer.kind != RangeKind::Part) continue;
    ++parts;
    EXPECT_GT(answer.range.length, 0U) << header;
    EXPECT_LT(answer.range.first, size) << header;
    EXPECT_LE(answer.range.length, size - answer.range.first) << header;
  }
  EXPECT_GT(parts, 500);
}

}  // namespace
}  // namespace timbre::server
