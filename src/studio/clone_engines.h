#pragma once
/// The engines as people and programs are told of them.

#include <string>
#include <vector>

#include "base/json.h"
#include "clone/engine_registry.h"

namespace timbre::studio {

struct EngineNow {
  clone::Engine* engine = nullptr;
  clone::EngineState state;
};

/// All of them, asked beside each other, so that several servers that do not answer cost the time of one.
[[nodiscard]] std::vector<EngineNow> engines_now(const clone::EngineRegistry& engines);

/// {"engines": [{"name", "title", "ready", "needs", "step", "note", "runs_where", "what_leaves", "languages",
/// "experimental_languages", "streams", "takes_speed", "takes_pitch", "takes_expressiveness", "takes_pauses",
/// "takes_instruction", "takes_seed", "fits_voices", "needs_transcript", "sample_rate_hz"}], "default": the first that
/// is ready, or null}. "sample_rate_hz" is null where it is known only afterwards.
[[nodiscard]] Json engines_json(const clone::EngineRegistry& engines);

/// {"ready", "needs"}: whether any can speak, and if none what the first of them needs.
[[nodiscard]] Json clone_ability_json(const clone::EngineRegistry& engines);

/// The one of that name, or the default of engines_json(). NotFound; Unavailable, saying what is needed and what
/// enables it.
[[nodiscard]] Result<clone::Engine*> ready_engine(const clone::EngineRegistry& engines, const std::string& name);

}  // namespace timbre::studio
