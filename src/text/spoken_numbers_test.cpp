// Rung: definition, over numbers written out by hand.
#include "text/spoken_numbers.h"

#include <gtest/gtest.h>

namespace timbre::text {
namespace {

TEST(SpokenNumbers, Cardinals) {
  EXPECT_EQ(spoken_cardinal(0), "zero");
  EXPECT_EQ(spoken_cardinal(19), "nineteen");
  EXPECT_EQ(spoken_cardinal(87), "eighty-seven");
  EXPECT_EQ(spoken_cardinal(105), "one hundred five");
  EXPECT_EQ(spoken_cardinal(1'000'001), "one million one");
  EXPECT_EQ(spoken_cardinal(12'345'678), "twelve million three hundred forty-five thousand six hundred seventy-eight");
  EXPECT_EQ(spoken_cardinal(18'446'744'073'709'551'615ULL).substr(0, 20), "eighteen quintillion");
}

TEST(SpokenNumbers, Ordinals) {
  EXPECT_EQ(spoken_ordinal(1), "first");
  EXPECT_EQ(spoken_ordinal(12), "twelfth");
  EXPECT_EQ(spoken_ordinal(20), "twentieth");
  EXPECT_EQ(spoken_ordinal(43), "forty-third");
  EXPECT_EQ(spoken_ordinal(100), "one hundredth");
}

TEST(SpokenNumbers, Years) {
  EXPECT_EQ(spoken_year(1066), "one thousand sixty-six");
  EXPECT_EQ(spoken_year(1900), "nineteen hundred");
  EXPECT_EQ(spoken_year(1905), "nineteen oh five");
  EXPECT_EQ(spoken_year(2000), "two thousand");
  EXPECT_EQ(spoken_year(2009), "two thousand nine");
  EXPECT_EQ(spoken_year(2024), "twenty twenty-four");
}

TEST(SpokenNumbers, DecimalsAndWhatIsNone) {
  EXPECT_EQ(spoken_decimal("3.14"), "three point one four");
  EXPECT_EQ(spoken_decimal("-2"), "minus two");
  EXPECT_EQ(spoken_decimal(".5"), "zero point five");
  EXPECT_EQ(spoken_decimal("1,200"), "one thousand two hundred");
  EXPECT_EQ(spoken_decimal("007"), "zero zero seven");
  EXPECT_EQ(spoken_decimal("1234567890123456789"),
            "one two three four five six seven eight nine zero one two three four five six seven eight nine");
  for (const char* text : {"", ".", "-", "a", "1a", "1.2.3"}) EXPECT_EQ(spoken_decimal(text), "") << text;
}

TEST(SpokenNumbers, Plurals) {
  EXPECT_EQ(plural_of("ninety"), "nineties");
  EXPECT_EQ(plural_of("six"), "sixes");
  EXPECT_EQ(plural_of("nineteen hundred"), "nineteen hundreds");
}

}  // namespace
}  // namespace timbre::text
