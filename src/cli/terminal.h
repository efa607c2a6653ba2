#pragma once
/// Where a command writes, and what that place can show.

#include <ostream>
#include <string>
#include <string_view>

namespace timbre::cli {

/// Roles of text; each is a colour on a terminal and nothing when piped or under NO_COLOR.
enum class Ink { Plain, Bold, Dim, Good, Fair, Bad };

struct Terminal {
  std::ostream& out;
  std::ostream& err;
  bool is_interactive = false;  ///< standard output is a terminal: cards instead of lines
  bool shows_progress = false;  ///< standard error is a terminal
  bool has_color = false;       ///< NO_COLOR unset, TERM not dumb, standard output a terminal
  int width = 80;               ///< columns

  /// `text` in the ink's colour where colour is allowed.
  [[nodiscard]] std::string paint(Ink ink, std::string_view text) const;
};

/// The process's own terminal, from isatty(3), NO_COLOR (no-color.org), TERM and the window size.
[[nodiscard]] Terminal system_terminal();

/// The first `columns` columns of UTF-8 text, ending in "…" where something was left out.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t columns);

/// How many columns UTF-8 text takes, counting one per code point.
[[nodiscard]] std::size_t column_count(std::string_view text);

}  // namespace timbre::cli
