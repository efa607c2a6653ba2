#include "base/utc_time.h"

#include <algorithm>
#include <chrono>
#include <ctime>

namespace timbre {
namespace {

std::string formatted(std::int64_t unix_ms, const char* format) {
  // towards the past also before 1970
  const auto seconds = static_cast<std::time_t>((unix_ms - ((unix_ms % 1000) + 1000) % 1000) / 1000);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  char text[40];
  return {text, std::strftime(text, sizeof text, format, &utc)};
}

}  // namespace

std::int64_t unix_ms(const Clock& clock) { return unix_ms(clock.now()); }

std::int64_t unix_ms(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

std::string rfc3339(std::int64_t unix_ms) {
  const std::int64_t milliseconds = ((unix_ms % 1000) + 1000) % 1000;
  return formatted(unix_ms, "%Y-%m-%dT%H:%M:%S") + "." + std::to_string(1000 + milliseconds).substr(1) + "Z";
}

std::optional<std::int64_t> parse_rfc3339(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00.000Z";
  const bool has_form_length = text.size() == 10 || text.size() == 20 || text.size() == 24;
  if (!has_form_length) return std::nullopt;
  std::string whole(kForm);
  whole.replace(0, std::min<std::size_t>(text.size(), 19), text.substr(0, 19));
  if (text.size() == 24) whole.replace(19, 5, text.substr(19));
  if (text.size() == 20 && text[19] != 'Z') return std::nullopt;
  std::tm utc{};
  int milliseconds = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool is_digit = whole[i] >= '0' && whole[i] <= '9';
    if (kForm[i] == '0' ? !is_digit : whole[i] != kForm[i]) return std::nullopt;
    if (i >= 20 && is_digit) milliseconds = 10 * milliseconds + (whole[i] - '0');
  }
  if (::strptime(whole.c_str(), "%Y-%m-%dT%H:%M:%S", &utc) == nullptr) return std::nullopt;
  const std::int64_t unix_ms = std::int64_t{::timegm(&utc)} * 1000 + milliseconds;
  if (rfc3339(unix_ms) != whole) return std::nullopt;  // 30 February
  return unix_ms;
}

std::string utc_date(std::int64_t unix_ms) { return formatted(unix_ms, "%Y-%m-%d"); }

}  // namespace timbre
