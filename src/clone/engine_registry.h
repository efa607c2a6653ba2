#pragma once
/// The engines there are, in the order they are offered. Filled once at the start, by whoever puts the program
/// together.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "clone/engine.h"

namespace timbre::clone {

class EngineRegistry {
 public:
  /// A later engine of the same name takes the earlier one's place.
  void add(std::unique_ptr<Engine> engine);
  [[nodiscard]] const std::vector<std::unique_ptr<Engine>>& all() const { return engines_; }
  /// NotFound, listing the names there are.
  [[nodiscard]] Result<Engine*> find(std::string_view name) const;

 private:
  std::vector<std::unique_ptr<Engine>> engines_;
};

}  // namespace timbre::clone
