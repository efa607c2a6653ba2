#pragma once
/// The seam to randomness.
///
/// SeededRandom is a fixed, documented generator (xoshiro256++, Blackman & Vigna 2019, seeded through splitmix64), so
/// the same seed gives the same noise on every platform and standard library. SystemRandom asks the kernel.

#include <array>
#include <cstdint>

namespace timbre {

class Random {
 public:
  virtual ~Random() = default;
  /// 64 uniform bits.
  virtual std::uint64_t next() = 0;
  /// Uniform in [0, 1), 53 bits.
  double uniform();
  /// Standard normal (Marsaglia's polar method).
  double normal();
};

class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  std::uint64_t next() override;

 private:
  std::array<std::uint64_t, 4> state_;
};

/// getrandom(2).
class SystemRandom : public Random {
 public:
  std::uint64_t next() override;
};

}  // namespace timbre
