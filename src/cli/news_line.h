#pragma once
/// One line on standard error with what a slow service says while it works.

#include <ostream>
#include <string>

#include "cli/terminal.h"

namespace timbre::cli {

/// Draws over itself on a terminal, wipes its line when destroyed; nothing when not enabled.
class NewsLine {
 public:
  explicit NewsLine(const Terminal& terminal, bool is_enabled) : terminal_(terminal), is_enabled_(is_enabled) {}
  NewsLine(const NewsLine&) = delete;
  NewsLine& operator=(const NewsLine&) = delete;
  ~NewsLine() { wipe(); }
  void say(const std::string& words);
  void wipe();

 private:
  const Terminal& terminal_;
  bool is_enabled_;
  bool was_drawn_ = false;
};

}  // namespace timbre::cli
