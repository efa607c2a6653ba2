// Rung: exact.
#include "studio/sample_spill.h"

#include <gtest/gtest.h>
#include <numeric>

namespace timbre::studio {
namespace {

TEST(SampleSpill, GivesBackWhatItWasGivenAndLessAtTheEnd) {
  auto spill = SampleSpill::create();
  ASSERT_TRUE(spill.ok()) << spill.error().message;
  std::vector<float> samples(100'000);
  std::iota(samples.begin(), samples.end(), 0.0F);
  ASSERT_TRUE(spill->append({samples.data(), 60'000}).ok());
  ASSERT_TRUE(spill->append({samples.data() + 60'000, 40'000}).ok());
  EXPECT_EQ(spill->size(), 100'000U);
  const auto middle = spill->read(59'990, 20);
  ASSERT_TRUE(middle.ok());
  EXPECT_EQ(*middle, std::vector<float>(samples.begin() + 59'990, samples.begin() + 60'010));
  const auto end = spill->read(99'999, 20);
  ASSERT_TRUE(end.ok());
  EXPECT_EQ(*end, std::vector<float>{99'999.0F});
  EXPECT_TRUE(spill->read(100'001, 1)->empty());
}

}  // namespace
}  // namespace timbre::studio
