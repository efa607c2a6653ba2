// Rung: exact. A table of sentences and the numbers that are read in them.
#include "score/advice_numbers.h"

#include <cmath>
#include <gtest/gtest.h>

namespace timbre::score {
namespace {

struct Sentence {
  const char* text;
  std::vector<double> values;
  UnitFamily family;
  bool is_claim;
};

TEST(AdviceNumbers, AreReadAsPeopleWriteThem) {
  const std::vector<Sentence> sentences{
      {"Your level is -38.2 LUFS.", {-38.2}, UnitFamily::Decibel, true},
      {"Your level is −38,2 LUFS.", {-38.2}, UnitFamily::Decibel, true},
      {"Aim for -20 LUFS", {-20}, UnitFamily::Decibel, false},
      {"Turn up by about 12 dB", {12}, UnitFamily::Decibel, false},
      {"The noise sits at −38 dBFS", {-38}, UnitFamily::Decibel, true},
      {"The noise should be at -60 dBFS", {-60}, UnitFamily::Decibel, false},
      {"a bandwidth of 11.2 kHz", {11200}, UnitFamily::Hertz, true},
      {"aim for a bandwidth of 16,000 Hz", {16000}, UnitFamily::Hertz, false},
      {"record at 48 kHz", {48000}, UnitFamily::Hertz, false},
      {"Speak for 12–35 s", {12, 35}, UnitFamily::Second, false},
      {"Speak for 12 to 35 seconds", {12, 35}, UnitFamily::Second, false},
      {"between -24 and -16 LUFS", {-24, -16}, UnitFamily::Decibel, false},
      {"wait 500 ms", {0.5}, UnitFamily::Second, false},
      {"You read about 190 words a minute", {190}, UnitFamily::PerMinute, false},
      {"It is currently about 6.8 syllables per second", {6.8}, UnitFamily::PerSecond, true},
      {"a spread of only 1.2 semitones", {1.2}, UnitFamily::Semitone, true},
      {"a 24-bit file", {24}, UnitFamily::Bit, false},
      {"40\u00a0% is silence", {40}, UnitFamily::Percent, false},
      {"15 cm from the microphone", {15}, UnitFamily::None, false},
      {"the second take of the MP3", {}, UnitFamily::None, false},
  };
  for (const Sentence& sentence : sentences) {
    const auto numbers = quoted_numbers(sentence.text);
    ASSERT_EQ(numbers.size(), sentence.values.size()) << sentence.text;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      EXPECT_NEAR(numbers[i].value, sentence.values[i], 1e-6) << sentence.text;
      EXPECT_EQ(numbers[i].family, sentence.family) << sentence.text;
      EXPECT_EQ(numbers[i].is_claim, sentence.is_claim) << sentence.text;
    }
  }
}

TEST(AdviceNumbers, EveryUnitOfAMeasureIsKnown) {
  for (std::size_t i = 0; i < measure::kMeasureCount; ++i) {
    const std::string_view unit = measure::measure_info(static_cast<measure::MeasureId>(i)).unit;
    EXPECT_EQ(unit_family(unit) == UnitFamily::None, unit.empty()) << unit;
  }
}

TEST(AdviceNumbers, AnythingAtAllCanBeRead) {
  std::string huge(400, '9');
  huge.append(" dB");
  EXPECT_TRUE(std::isinf(quoted_numbers(huge)[0].value));
  for (const std::string text : {"", "-", "1", "-1", "1.", ".1", "1,,2", "1-", "1--2 dB", "dB 3", "\xff 3 dB"}) {
    for (const QuotedNumber& number : quoted_numbers(text)) EXPECT_FALSE(std::isnan(number.value)) << text;
  }
}

}  // namespace
}  // namespace timbre::score
