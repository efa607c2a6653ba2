#pragma once
/// One line of docs/conformance.md per case: printed as a table row, and checked against the standard's tolerance.

#include <cstdio>
#include <string>

#include "gtest/gtest.h"

namespace timbre::conformance {

struct Tolerance {
  double below;
  double above;
};
inline constexpr Tolerance kLoudness{0.1, 0.1};  // LU, Tech 3341 and BS.2217
inline constexpr Tolerance kTruePeak{0.4, 0.2};  // dB, Tech 3341
inline constexpr Tolerance kRange{1.0, 1.0};     // LU, Tech 3342

inline void check(const std::string& name, const std::string& quantity, double expected, double measured,
                  Tolerance tolerance) {
  const bool passed = measured >= expected - tolerance.below && measured <= expected + tolerance.above;
  std::printf("| %s | %s | %.3f | %.3f | +%.1f / -%.1f | %s |\n", name.c_str(), quantity.c_str(), expected, measured,
              tolerance.above, tolerance.below, passed ? "pass" : "FAIL");
  EXPECT_TRUE(passed) << name << ", " << quantity << ": " << measured << ", not " << expected;
}

}  // namespace timbre::conformance
