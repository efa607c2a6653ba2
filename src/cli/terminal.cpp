#include "cli/terminal.h"

#include <cstdlib>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace timbre::cli {
namespace {

const char* code_of(Ink ink) {
  switch (ink) {
    case Ink::Plain:
      return "";
    case Ink::Bold:
      return "\x1b[1m";
    case Ink::Dim:
      return "\x1b[2m";
    case Ink::Good:
      return "\x1b[32m";
    case Ink::Fair:
      return "\x1b[33m";
    case Ink::Bad:
      return "\x1b[31m";
  }
  return "";
}

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

}  // namespace

std::string Terminal::paint(Ink ink, std::string_view text) const {
  if (!has_color || ink == Ink::Plain) return std::string(text);
  return code_of(ink) + std::string(text) + "\x1b[0m";
}

Terminal system_terminal() {
  Terminal terminal{std::cout, std::cerr};
  terminal.is_interactive = ::isatty(STDOUT_FILENO) == 1;
  terminal.shows_progress = ::isatty(STDERR_FILENO) == 1;
  const char* kind = std::getenv("TERM");
  const bool is_dumb = kind != nullptr && std::string_view(kind) == "dumb";
  terminal.has_color = terminal.is_interactive && !is_set("NO_COLOR") && !is_dumb;
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) terminal.width = size.ws_col;
  return terminal;
}

std::string shortened(std::string_view text, std::size_t columns) {
  if (column_count(text) <= columns) return std::string(text);
  if (columns == 0) return {};
  std::size_t end = 0;
  for (std::size_t kept = 0; end < text.size(); ++end) {
    const bool starts_a_column = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (starts_a_column && kept++ == columns - 1) break;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::size_t column_count(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace timbre::cli
