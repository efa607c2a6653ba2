// Exact: known instants, also before 1970 and at the turn of a day.
#include "base/utc_time.h"

#include <gtest/gtest.h>

namespace timbre {
namespace {

TEST(UtcTime, KnownInstants) {
  EXPECT_EQ(rfc3339(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(rfc3339(951'782'400'007), "2000-02-29T00:00:00.007Z");
  EXPECT_EQ(rfc3339(-1), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(utc_date(951'868'799'999), "2000-02-29");
  EXPECT_EQ(utc_date(951'868'800'000), "2000-03-01");
}

TEST(UtcTime, ReadsWhatItWritesAndNothingElse) {
  for (const std::int64_t ms : {std::int64_t{0}, std::int64_t{1'763'730'518'042}, std::int64_t{-1}}) {
    EXPECT_EQ(parse_rfc3339(rfc3339(ms)), ms);
  }
  EXPECT_EQ(parse_rfc3339("1970-01-02"), 86'400'000);
  EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:01Z"), 1000);
  for (const char* text : {"", "yesterday", "2026-02-30", "2026-13-01", "2026-11-21T25:00:00Z", "2026-11-21T13:00:00",
                           "2026-11-21 13:00:00Z", "2026-11-21T13:00:00+01:00", "20261121T13", "2026-11-2x"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

}  // namespace
}  // namespace timbre
