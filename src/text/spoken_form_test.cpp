// Rung: definition, over sentences written out by hand.
#include "text/spoken_form.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace timbre::text {
namespace {

struct Said {
  const char* written;
  const char* spoken;
};

class SpokenForm : public testing::TestWithParam<Said> {};
TEST_P(SpokenForm, IsWhatAReaderSays) { EXPECT_EQ(spoken_form(GetParam().written), GetParam().spoken); }

INSTANTIATE_TEST_SUITE_P(
    Numbers, SpokenForm,
    testing::Values(Said{"I have 3 cats, 12 dogs.", "I have three cats, twelve dogs."},
                    Said{"It was 1905.", "It was nineteen oh five."}, Said{"the 1990s", "the nineteen nineties"},
                    Said{"1,250 people (87%)", "one thousand two hundred fifty people (eighty-seven percent)"},
                    Said{"pi is 3.14!", "pi is three point one four!"},
                    Said{"the 21st, 2nd", "the twenty-first, second"}, Said{"-5 degrees", "minus five degrees"},
                    Said{"1/2 or 3/4", "one half or three quarters"},
                    Said{"1914–1918", "nineteen fourteen to nineteen eighteen"}, Said{"5-10 days", "five to ten days"},
                    Said{"call 555-0123", "call five five five zero one two three"}, Said{"an MP3", "an M P three"},
                    Said{"24/7, 50/50", "twenty-four seven, fifty fifty"}, Said{"v2.0.1", "v two point zero point one"},
                    Said{"call 911", "call nine one one"}, Said{"#7", "number seven"},
                    Said{"eighty-seven", "eighty-seven"}));

INSTANTIATE_TEST_SUITE_P(
    Money, SpokenForm,
    testing::Values(Said{"$5", "five dollars"}, Said{"$1", "one dollar"},
                    Said{"$3.50.", "three dollars and fifty cents."}, Said{"£0.99", "ninety-nine pence"},
                    Said{"€1,000", "one thousand euros"}, Said{"$5 million,", "five million dollars,"},
                    Said{"$1.5M and £5k", "one point five million dollars and five thousand pounds"},
                    Said{"$2.5 billion", "two point five billion dollars"}));

INSTANTIATE_TEST_SUITE_P(Times, SpokenForm,
                         testing::Values(Said{"at 7:30", "at seven thirty"},
                                         Said{"7:05 p.m. sharp", "seven oh five p m sharp"},
                                         Said{"at 7:00.", "at seven o'clock."}, Said{"9am", "nine a m"},
                                         Said{"by 5 p.m.", "by five p m."}, Said{"10:30–11:00", "ten thirty to eleven"},
                                         Said{"12/25/2023", "December twenty-fifth, twenty twenty-three"},
                                         Said{"25/12/2023", "December twenty-fifth, twenty twenty-three"},
                                         Said{"The 4th of July. 3 cats", "The fourth of July. three cats"},
                                         Said{"I am here", "I am here"},
                                         Said{"2024-05-17", "May seventeenth, twenty twenty-four"},
                                         Said{"May 5, 1999", "May fifth, nineteen ninety-nine"},
                                         Said{"on 5 May", "on the fifth of May"}, Said{"Jan. 3", "January third"}));

INSTANTIATE_TEST_SUITE_P(Abbreviations, SpokenForm,
                         testing::Values(Said{"Mr. Jones met Dr. Lee.", "Mister Jones met Doctor Lee."},
                                         Said{"on Main St. today", "on Main Street today"},
                                         Said{"the U.S. Army, the U.K.", "the U S Army, the U K."},
                                         Said{"St. Peter", "Saint Peter"},
                                         Said{"apples, pears, etc.", "apples, pears, et cetera."},
                                         Said{"e.g. this", "for example this"},
                                         Said{"No. 5 is here. No. Never.", "Number five is here. No. Never."},
                                         Said{"salt & pepper", "salt and pepper"}));

INSTANTIATE_TEST_SUITE_P(Units, SpokenForm,
                         testing::Values(Said{"5 km", "five kilometers"}, Said{"1 kg", "one kilogram"},
                                         Said{"20°C", "twenty degrees Celsius"}, Said{"48kHz", "forty-eight kilohertz"},
                                         Said{"60 mph.", "sixty miles an hour."}, Said{"a g string", "a g string"}));

TEST(SpokenForm, OtherLanguagesKeepTheirDigits) { EXPECT_EQ(spoken_form("Es sind 5 km.", "de"), "Es sind 5 km."); }

TEST(SpokenForm, TokensAreTraced) {
  const std::string text = "  $5 million\n in 1905";
  const auto tokens = spoken_tokens(text);
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(tokens[1].spoken, "million dollars");
  for (const auto& token : tokens) EXPECT_EQ(text.substr(token.offset, token.written.size()), token.written);
}

TEST(SpokenForm, OfAnyBytesIsTextWithoutDigits) {
  SeededRandom random(11);
  constexpr std::string_view kAlphabet = "0123456789$%.,:-/'# amps€stndthkNo°–“”\"()\xff";
  for (int trial = 0; trial < 3000; ++trial) {
    std::string text;
    for (std::uint64_t length = random.next() % 24; length > 0; --length)
      text.push_back(kAlphabet[random.next() % kAlphabet.size()]);
    EXPECT_EQ(spoken_form(text).find_first_of("0123456789"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace timbre::text
