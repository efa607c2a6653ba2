#pragma once
/// The seam to time. Library code asks a Clock; tests hand in a FakeClock that they tick themselves.

#include <chrono>

namespace timbre {

class Clock {
 public:
  virtual ~Clock() = default;
  /// Wall time, UTC.
  [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;
  /// Monotonic time since an arbitrary start, for durations.
  [[nodiscard]] virtual std::chrono::nanoseconds monotonic() const = 0;
};

/// The machine's clock.
class SystemClock : public Clock {
 public:
  [[nodiscard]] std::chrono::system_clock::time_point now() const override;
  [[nodiscard]] std::chrono::nanoseconds monotonic() const override;
};

}  // namespace timbre
