#pragma once
/// One line on standard error that says how much of a file has come, how fast, and how long the rest will take.

#include <cstdint>
#include <ostream>
#include <string>

#include "base/clock.h"

namespace timbre::cli {

/// Draws at most ten times a second, nothing when not enabled, and wipes its line when destroyed. For one thread.
class ByteProgress {
 public:
  ByteProgress(std::ostream& err, const Clock& clock, bool is_enabled, int width);
  ByteProgress(const ByteProgress&) = delete;
  ByteProgress& operator=(const ByteProgress&) = delete;
  ~ByteProgress();
  /// `total` is 0 while it is not known. What the first call names was there before: it is no part of the rate.
  void update(std::uint64_t done, std::uint64_t total);
  /// Makes room for a line of text.
  void wipe();

 private:
  void draw(std::uint64_t done, std::uint64_t total, double elapsed_s);

  std::ostream& err_;
  const Clock& clock_;
  bool is_enabled_;
  int width_;
  bool has_begun_ = false;
  std::uint64_t begun_at_ = 0;
  std::chrono::nanoseconds start_{};
  std::chrono::nanoseconds last_drawn_{};
  bool was_drawn_ = false;
};

/// "77.7 MB": decimal units, three or four digits.
[[nodiscard]] std::string byte_text(double bytes);

}  // namespace timbre::cli
