#pragma once
/// A clock that moves only when told to.

#include "base/clock.h"

namespace timbre {

class FakeClock : public Clock {
 public:
  explicit FakeClock(std::chrono::system_clock::time_point start = {}) : now_(start) {}
  void tick(std::chrono::nanoseconds by) {
    now_ += std::chrono::duration_cast<std::chrono::system_clock::duration>(by);
    monotonic_ += by;
  }
  [[nodiscard]] std::chrono::system_clock::time_point now() const override { return now_; }
  [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return monotonic_; }

 private:
  std::chrono::system_clock::time_point now_;
  std::chrono::nanoseconds monotonic_{0};
};

}  // namespace timbre
