#include "cli/news_line.h"

#include <algorithm>

#include "base/utf8.h"

namespace timbre::cli {

void NewsLine::say(const std::string& words) {
  if (!is_enabled_ || words.empty()) return;
  const auto columns = static_cast<std::size_t>(std::max(1, terminal_.width - 1));
  const std::string line = shortened(printable(words), columns);
  terminal_.err << '\r' << line << std::string(columns - std::min(columns, column_count(line)), ' ') << std::flush;
  was_drawn_ = true;
}

void NewsLine::wipe() {
  if (!was_drawn_) return;
  terminal_.err << '\r' << std::string(static_cast<std::size_t>(std::max(1, terminal_.width - 1)), ' ') << '\r'
                << std::flush;
  was_drawn_ = false;
}

}  // namespace timbre::cli
