#include "cli/byte_progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace timbre::cli {
namespace {

constexpr std::chrono::milliseconds kBetweenDraws{100};

std::string as_time(double seconds) {
  const auto whole = static_cast<long>(std::lround(std::min(seconds, 359'999.0)));
  char text[32];
  if (whole < 3600) {
    std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  }
  return text;
}

}  // namespace

std::string byte_text(double bytes) {
  constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  while (bytes >= 999.5 && unit + 1 < std::size(kUnits)) {
    bytes /= 1000.0;
    ++unit;
  }
  char text[32];
  std::snprintf(text, sizeof text, unit == 0 || bytes >= 99.95 ? "%.0f %s" : "%.1f %s", bytes, kUnits[unit]);
  return text;
}

ByteProgress::ByteProgress(std::ostream& err, const Clock& clock, bool is_enabled, int width)
    : err_(err), clock_(clock), is_enabled_(is_enabled), width_(width) {}

ByteProgress::~ByteProgress() { wipe(); }

void ByteProgress::wipe() {
  if (!was_drawn_) return;
  err_ << '\r' << std::string(static_cast<std::size_t>(std::max(1, width_ - 1)), ' ') << '\r' << std::flush;
  was_drawn_ = false;
}

void ByteProgress::update(std::uint64_t done, std::uint64_t total) {
  if (!is_enabled_) return;
  const auto now = clock_.monotonic();
  if (!has_begun_ || done < begun_at_) {  // less than before: it started over
    has_begun_ = true;
    begun_at_ = done;
    start_ = now;
  }
  if (was_drawn_ && now - last_drawn_ < kBetweenDraws && done != total) return;
  last_drawn_ = now;
  was_drawn_ = true;
  draw(done, total, std::chrono::duration<double>(now - start_).count());
}

void ByteProgress::draw(std::uint64_t done, std::uint64_t total, double elapsed_s) {
  const double rate = elapsed_s > 0.0 ? static_cast<double>(done - begun_at_) / elapsed_s : 0.0;
  std::string numbers = " " + byte_text(static_cast<double>(done));
  if (total > 0) numbers += " of " + byte_text(static_cast<double>(total));
  numbers += "  " + byte_text(rate) + "/s";
  if (total >= done && rate > 0.0) numbers += "  " + as_time(static_cast<double>(total - done) / rate) + " left";
  std::string bar;
  if (total > 0) {
    const int bar_width = std::clamp(width_ - static_cast<int>(numbers.size()) - 4, 8, 40);
    const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
    const auto filled = static_cast<int>(std::lround(share * bar_width));
    for (int i = 0; i < bar_width; ++i) bar += i < filled ? "█" : "░";
  }
  err_ << '\r' << bar << numbers << "   " << std::flush;
}

}  // namespace timbre::cli
