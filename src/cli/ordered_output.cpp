#include "cli/ordered_output.h"

#include <utility>

namespace timbre::cli {

void OrderedOutput::put(std::size_t index, std::string text) {
  const std::lock_guard lock(mutex_);
  waiting_.emplace(index, std::move(text));
  for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_; first = waiting_.begin()) {
    out_ << first->second;
    waiting_.erase(first);
    ++next_;
  }
  out_ << std::flush;
}

}  // namespace timbre::cli
