#include "measure/reading.h"

#include <set>

#include "gtest/gtest.h"

namespace timbre::measure {
namespace {

TEST(MeasureInfo, EveryMeasureHasItsOwnNameAndATitle) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    const auto& info = measure_info(static_cast<MeasureId>(i));
    EXPECT_FALSE(info.name.empty()) << i;
    EXPECT_FALSE(info.title.empty()) << i;
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(measure_by_name(info.name), static_cast<MeasureId>(i));
  }
  EXPECT_EQ(measure_by_name("nonsense"), std::nullopt);
  EXPECT_EQ(measure_info(MeasureId::WordsPerMinute).name, "words_per_minute");
}

}  // namespace
}  // namespace timbre::measure
