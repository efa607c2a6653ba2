// EBU Tech 3342 (2023), minimum requirements. Rung "standard".

#include "gtest/gtest.h"

#include "measure/loudness.h"
#include "report.h"
#include "tones.h"

namespace timbre::conformance {
namespace {

void check_range(const std::string& name, const std::vector<double>& levels, double expected) {
  std::vector<Step> steps;
  for (const double level : levels) steps.push_back({level, 20.0});
  const auto loudness = measure::measure_loudness(stereo_tone(steps).view());
  check(name, "LRA, LU", expected, loudness->range.value_or(LoudnessUnits()).value(), kRange);
}

TEST(Tech3342, Cases1To4Tones) {
  check_range("3342-1", {-20, -30}, 10.0);
  check_range("3342-2", {-20, -15}, 5.0);
  check_range("3342-3", {-40, -20}, 20.0);
  check_range("3342-4", {-50, -35, -20, -35, -50}, 15.0);
}

TEST(Tech3342, Case5NarrowProgramme) { GTEST_SKIP() << "SKIPPED: the EBU's programme material cannot be had"; }
TEST(Tech3342, Case6WideProgramme) { GTEST_SKIP() << "SKIPPED: the EBU's programme material cannot be had"; }

}  // namespace
}  // namespace timbre::conformance
