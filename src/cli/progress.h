#pragma once
/// One line on standard error that says how far a run over many files is, how fast, and how long it will take.

#include <cstddef>
#include <mutex>
#include <ostream>

#include "base/clock.h"

namespace timbre::cli {

/// Thread-safe. Draws at most ten times a second, nothing when not enabled, and wipes its line when destroyed.
class Progress {
 public:
  Progress(std::ostream& err, const Clock& clock, std::size_t total, bool is_enabled, int width);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();
  void one_done();

 private:
  void draw(double elapsed_s);

  std::ostream& err_;
  const Clock& clock_;
  std::size_t total_;
  bool is_enabled_;
  int width_;
  std::mutex mutex_;
  std::size_t done_ = 0;
  std::chrono::nanoseconds start_;
  std::chrono::nanoseconds last_drawn_{};
  bool was_drawn_ = false;
};

}  // namespace timbre::cli
