#include "clone/engine_registry.h"

#include <algorithm>

namespace timbre::clone {

void EngineRegistry::add(std::unique_ptr<Engine> engine) {
  const auto same = std::find_if(engines_.begin(), engines_.end(), [&](const std::unique_ptr<Engine>& known) {
    return known->traits().name == engine->traits().name;
  });
  if (same != engines_.end()) {
    *same = std::move(engine);
  } else {
    engines_.push_back(std::move(engine));
  }
}

Result<Engine*> EngineRegistry::find(std::string_view name) const {
  std::string names;
  for (const auto& engine : engines_) {
    if (engine->traits().name == name) return engine.get();
    names += (names.empty() ? "" : ", ") + engine->traits().name;
  }
  return Error{ErrorKind::NotFound,
               "engine '" + std::string(name) + "': there is none of that name; there are: " + names};
}

}  // namespace timbre::clone
