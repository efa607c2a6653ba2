// EBU Tech 3341 (2023), minimum requirements 15 to 23: true peak, +0.2/-0.4 dB. Rung "standard".

#include "measure/true_peak.h"

#include <cmath>
#include <numbers>

#include "gtest/gtest.h"

#include "report.h"
#include "tones.h"

namespace timbre::conformance {
namespace {

using audio::AudioBuffer;

constexpr double kFadeS = 0.01;  // "short": without it the onset itself has a peak above the tone's

void check_peak(const std::string& name, const AudioBuffer& mono, double expected) {
  const auto peak = measure::measure_true_peak(audio::stereo(mono, mono).view());
  check(name, "TP, dBTP", expected, peak->true_peak.value_or(Dbtp()).value(), kTruePeak);
}

TEST(Tech3341, Cases15To19SteadyTones) {
  struct Case {
    const char* name;
    int divisor;  // of the rate
    double phase_deg, amplitude, expected;
  };
  for (const Case& c :
       {Case{"3341-15", 4, 0, 0.5, -6.0}, Case{"3341-16", 4, 45, 0.5, -6.0}, Case{"3341-17", 6, 60, 0.5, -6.0},
        Case{"3341-18", 8, 67.5, 0.5, -6.0}, Case{"3341-19", 4, 45, 1.41, 3.0}}) {
    const double phase = c.phase_deg * std::numbers::pi / 180.0;
    const auto sine = audio::sine(kRateHz, 1.0, static_cast<double>(kRateHz) / c.divisor, c.amplitude, phase);
    check_peak(c.name, audio::tapered(sine, kFadeS), c.expected);
  }
}

// At four times the rate: a carrier of 24 samples a period, one period of 16 samples and twice the amplitude in it.
std::vector<double> burst() {
  constexpr std::size_t kCarrier = 24, kBurst = 16, kPeriods = 200;
  std::vector<double> out;
  const auto period = [&out](std::size_t length, double amplitude) {
    for (std::size_t i = 0; i < length; ++i) {
      out.push_back(amplitude *
                    std::sin(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(length)));
    }
  };
  for (std::size_t k = 0; k < kPeriods; ++k) period(kCarrier, 0.5);
  period(kBurst, 1.0);
  for (std::size_t k = 0; k < kPeriods; ++k) period(kCarrier, 0.5);
  return out;
}

// Low-pass at 0.9 of half the final rate (511 taps, Hann), then every fourth sample from `offset` on.
AudioBuffer decimated(const std::vector<double>& in, std::size_t offset) {
  constexpr int kHalf = 255;
  constexpr double kCutoff = 0.9 / 8.0;  // of the high rate
  std::vector<float> out;
  for (std::size_t n = offset; n < in.size(); n += 4) {
    double y = 0.0;
    for (int k = -kHalf; k <= kHalf; ++k) {
      const auto at = static_cast<std::ptrdiff_t>(n) - k;
      if (at < 0 || at >= static_cast<std::ptrdiff_t>(in.size())) continue;
      const double t = 2.0 * kCutoff * k;
      const double sinc = k == 0 ? 1.0 : std::sin(std::numbers::pi * t) / (std::numbers::pi * t);
      const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * k / (kHalf + 1.0));
      y += 2.0 * kCutoff * sinc * window * in[static_cast<std::size_t>(at)];
    }
    out.push_back(static_cast<float>(y));
  }
  return audio::tapered({kRateHz, std::move(out)}, kFadeS);
}

TEST(Tech3341, Cases20To23Burst) {
  const auto at_four_times = burst();
  for (std::size_t offset = 0; offset < 4; ++offset) {
    check_peak("3341-" + std::to_string(20 + offset), decimated(at_four_times, offset), 0.0);
  }
}

}  // namespace
}  // namespace timbre::conformance
