#pragma once
/// Numbers with a unit in a tip's sentence, held against the scorecard.
///
/// A number is compared to the digits in which it is written: "42 dB" agrees with 41.8 dB. It may be
///   - a measured value;
///   - a value in the Good zone: what to aim for;
///   - for the tip's own measure, a change that leads into its Good zone: "turn up by 12 dB".
/// After words such as "is" it is a claim, unless it is said to be an aim, and only the measured value will do. Where
/// the tip's own measure has that unit, it alone counts; otherwise any measure with that unit will do. Units that no
/// judged measure has (cm, degrees) are nobody's business, and so are numbers without a unit, except a claim about a
/// measure that has none.

#include <string>
#include <string_view>
#include <vector>

#include "score/advice_facts.h"

namespace timbre::score {

/// Units that can be compared: dB, dBFS, LUFS … are one.
enum class UnitFamily { None, Decibel, Percent, Hertz, Second, Semitone, Bit, PerMinute, PerSecond };

[[nodiscard]] UnitFamily unit_family(std::string_view unit);

struct QuotedNumber {
  double value = 0.0;  ///< in the family's unit: Hz, s …
  double slack = 0.0;  ///< half of its last digit
  UnitFamily family = UnitFamily::None;
  bool is_claim = false;
  double factor = 1.0;  ///< of the unit as written to the family's
  std::string text;     ///< as written, unit included
};

[[nodiscard]] std::vector<QuotedNumber> quoted_numbers(std::string_view text);

/// The first number that agrees with nothing, in a sentence; empty where there is none.
[[nodiscard]] std::string contradicted_number(std::string_view text, const MeasureFact& fact, const AdviceFacts& facts);

}  // namespace timbre::score
