#include "cli/share_progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "cli/terminal.h"

namespace timbre::cli {
namespace {

constexpr std::chrono::milliseconds kBetweenDraws{100};
// Before this share the time left is a guess that jumps.
constexpr double kLeastShare = 0.02;

std::string as_time(double seconds) {
  const auto whole = std::lround(seconds);
  char text[48];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  }
  return text;
}

}  // namespace

ShareProgress::ShareProgress(std::ostream& err, const Clock& clock, std::string what, bool is_enabled, int width)
    : err_(err),
      clock_(clock),
      what_(std::move(what)),
      is_enabled_(is_enabled),
      width_(width),
      start_(clock.monotonic()) {}

ShareProgress::~ShareProgress() {
  if (was_drawn_)
    err_ << '\r' << std::string(static_cast<std::size_t>(std::max(1, width_ - 1)), ' ') << '\r' << std::flush;
}

void ShareProgress::reached(double share) {
  if (!is_enabled_) return;
  const auto now = clock_.monotonic();
  if (was_drawn_ && now - last_drawn_ < kBetweenDraws) return;
  last_drawn_ = now;
  was_drawn_ = true;
  share = std::clamp(share, 0.0, 1.0);
  const double elapsed_s = std::chrono::duration<double>(now - start_).count();
  std::string line = std::to_string(std::lround(share * 100.0)) + " %  " + as_time(elapsed_s) + " elapsed";
  if (share >= kLeastShare) line += ", " + as_time(elapsed_s / share * (1.0 - share)) + " left";
  line += "  " + what_;
  const auto columns = static_cast<std::size_t>(std::max(1, width_ - 1));
  line = shortened(line, columns);
  err_ << '\r' << line << std::string(columns - std::min(columns, column_count(line)), ' ') << std::flush;
}

}  // namespace timbre::cli
