#pragma once
/// Texts that are made in any order come out in theirs, each as soon as all before it are out.

#include <cstddef>
#include <map>
#include <mutex>
#include <ostream>
#include <string>

namespace timbre::cli {

/// Thread-safe. Holds only what waits for its turn, so that a corpus of any size streams through.
class OrderedOutput {
 public:
  explicit OrderedOutput(std::ostream& out) : out_(out) {}
  /// Each index from 0 up exactly once.
  void put(std::size_t index, std::string text);

 private:
  std::ostream& out_;
  std::mutex mutex_;
  std::size_t next_ = 0;
  std::map<std::size_t, std::string> waiting_;
};

}  // namespace timbre::cli
