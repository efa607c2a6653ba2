#pragma once
/// Units as types where they could be mixed up.
///
/// A Quantity is a double with a unit. It is made and read explicitly; two of the same unit can be compared, added
/// and subtracted; two of different units do not compile together (tests/compile_fail). Inside a function, plain
/// doubles with a suffix (_hz _s _ms _db _st) are fine.

#include <compare>

namespace timbre {

template <typename Unit>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}
  [[nodiscard]] constexpr double value() const { return value_; }

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.value_ + b.value_); }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.value_ - b.value_); }
  friend constexpr Quantity operator*(Quantity a, double factor) { return Quantity(a.value_ * factor); }

 private:
  double value_ = 0.0;
};

using Hertz = Quantity<struct HertzUnit>;             ///< cycles per second
using Seconds = Quantity<struct SecondsUnit>;         ///< time or duration
using Decibels = Quantity<struct DecibelsUnit>;       ///< a ratio, 10·log10 of power
using Dbfs = Quantity<struct DbfsUnit>;               ///< RMS level, 0 dBFS = mean square 1 (a full-scale square wave)
using Dbtp = Quantity<struct DbtpUnit>;               ///< true peak, 0 dBTP = amplitude 1 (BS.1770-4 Annex 2)
using Lufs = Quantity<struct LufsUnit>;               ///< loudness, BS.1770-4 (= LKFS)
using LoudnessUnits = Quantity<struct LoudnessUnit>;  ///< difference of two loudnesses, LU
using Semitones = Quantity<struct SemitonesUnit>;     ///< 12·log2 of a frequency ratio
using Percent = Quantity<struct PercentUnit>;         ///< 0…100
using PerMinute = Quantity<struct PerMinuteUnit>;     ///< events per minute

/// A span of time inside a take, in seconds from its first frame; start ≤ end.
struct TimeRange {
  double start_s = 0.0;
  double end_s = 0.0;
  friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

}  // namespace timbre
