#pragma once
/// One line on standard error that says how far one long piece of work is, how long it took and how long it will take.

#include <chrono>
#include <ostream>
#include <string>

#include "base/clock.h"

namespace timbre::cli {

/// Draws at most ten times a second, nothing when not enabled, and wipes its line when destroyed.
class ShareProgress {
 public:
  ShareProgress(std::ostream& err, const Clock& clock, std::string what, bool is_enabled, int width);
  ShareProgress(const ShareProgress&) = delete;
  ShareProgress& operator=(const ShareProgress&) = delete;
  ~ShareProgress();
  /// 0 … 1
  void reached(double share);

 private:
  std::ostream& err_;
  const Clock& clock_;
  std::string what_;
  bool is_enabled_;
  int width_;
  std::chrono::nanoseconds start_;
  std::chrono::nanoseconds last_drawn_{};
  bool was_drawn_ = false;
};

}  // namespace timbre::cli
