#include "cli/progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

namespace timbre::cli {
namespace {

constexpr std::chrono::milliseconds kBetweenDraws{100};

std::string as_time(double seconds) {
  const auto whole = static_cast<long>(std::lround(seconds));
  char text[32];
  std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  return text;
}

}  // namespace

Progress::Progress(std::ostream& err, const Clock& clock, std::size_t total, bool is_enabled, int width)
    : err_(err), clock_(clock), total_(total), is_enabled_(is_enabled), width_(width), start_(clock.monotonic()) {}

Progress::~Progress() {
  if (was_drawn_)
    err_ << '\r' << std::string(static_cast<std::size_t>(std::max(1, width_ - 1)), ' ') << '\r' << std::flush;
}

void Progress::one_done() {
  const std::lock_guard lock(mutex_);
  ++done_;
  if (!is_enabled_) return;
  const auto now = clock_.monotonic();
  if (was_drawn_ && now - last_drawn_ < kBetweenDraws && done_ != total_) return;
  last_drawn_ = now;
  was_drawn_ = true;
  draw(std::chrono::duration<double>(now - start_).count());
}

void Progress::draw(double elapsed_s) {
  const double share = static_cast<double>(done_) / static_cast<double>(std::max<std::size_t>(1, total_));
  const double rate = elapsed_s > 0.0 ? static_cast<double>(done_) / elapsed_s : 0.0;
  const double left_s = rate > 0.0 ? static_cast<double>(total_ - done_) / rate : 0.0;
  char numbers[96];
  std::snprintf(numbers, sizeof numbers, " %zu of %zu  %.1f/s  %s left", done_, total_, rate, as_time(left_s).c_str());
  const int bar_width = std::clamp(width_ - static_cast<int>(std::char_traits<char>::length(numbers)) - 4, 8, 40);
  const auto filled = static_cast<std::size_t>(std::lround(share * bar_width));
  std::string bar;
  for (std::size_t i = 0; i < static_cast<std::size_t>(bar_width); ++i) bar += i < filled ? "█" : "░";
  err_ << '\r' << bar << numbers << "  " << std::flush;
}

}  // namespace timbre::cli
