#pragma once
/// Numbers as people and files read them, the same bytes on every machine and locale.

#include <string>

namespace timbre::score {

/// `value` rounded half away from zero to `decimals` (0…9); never -0.
[[nodiscard]] double rounded(double value, int decimals);

/// Fixed notation with exactly `decimals` and a plain '-' sign; "" when the value is not finite.
[[nodiscard]] std::string number_text(double value, int decimals);

}  // namespace timbre::score
