#include "score/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace timbre::score {

double rounded(double value, int decimals) {
  double scale = 1.0;
  for (int i = 0; i < decimals; ++i) scale *= 10.0;
  const double scaled = value * scale;
  // Beyond 2^53 every double is whole, and scaling could only overflow.
  if (!(std::abs(scaled) < 9007199254740992.0)) return value;
  const double result = std::round(scaled) / scale;
  return result == 0.0 ? 0.0 : result;
}

std::string number_text(double value, int decimals) {
  if (!std::isfinite(value)) return {};
  std::array<char, 400> buffer{};  // the largest double has 309 digits before the point
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), rounded(value, decimals),
                                 std::chars_format::fixed, decimals);
  return {buffer.data(), end.ptr};
}

}  // namespace timbre::score
