#include "studio/clone_engines.h"

#include <algorithm>

#include "base/parallel.h"

namespace timbre::studio {
namespace {

Json to_json(const EngineNow& now) {
  const clone::EngineTraits& traits = now.engine->traits();
  return {{"name", traits.name},
          {"title", traits.title},
          {"ready", now.state.is_ready},
          {"needs", now.state.needs},
          {"step", now.state.step},
          {"note", now.state.note},
          {"runs_where", clone::to_string(traits.runs_where)},
          {"what_leaves", traits.what_leaves},
          {"languages", traits.languages},
          {"experimental_languages", traits.experimental_languages},
          {"streams", traits.streams},
          {"takes_speed", traits.takes_speed},
          {"takes_pitch", traits.takes_pitch},
          {"takes_expressiveness", traits.takes_expressiveness},
          {"takes_pauses", traits.takes_pauses},
          {"takes_instruction", traits.takes_instruction},
          {"takes_seed", traits.takes_seed},
          {"fits_voices", traits.fits_voices},
          {"needs_transcript", traits.needs_transcript},
          {"sample_rate_hz", traits.sample_rate_hz > 0 ? Json(traits.sample_rate_hz) : Json(nullptr)}};
}

std::string missing(const clone::EngineState& state) {
  if (state.needs.empty() || state.step.empty()) return state.needs + state.step;
  return state.needs + (state.needs.ends_with('.') ? " " : "; ") + state.step;
}

const EngineNow* first_ready(const std::vector<EngineNow>& all) {
  const auto ready = std::find_if(all.begin(), all.end(), [](const EngineNow& now) { return now.state.is_ready; });
  return ready == all.end() ? nullptr : &*ready;
}

}  // namespace

std::vector<EngineNow> engines_now(const clone::EngineRegistry& engines) {
  std::vector<EngineNow> all(engines.all().size());
  parallel_for(all.size(), all.size(), [&](std::size_t i) {
    all[i].engine = engines.all()[i].get();
    all[i].state = all[i].engine->state();
  });
  return all;
}

Json engines_json(const clone::EngineRegistry& engines) {
  const auto all = engines_now(engines);
  Json list = Json::array();
  for (const EngineNow& now : all) list.push_back(to_json(now));
  const EngineNow* ready = first_ready(all);
  return {{"engines", std::move(list)},
          {"default", ready == nullptr ? Json(nullptr) : Json(ready->engine->traits().name)}};
}

Json clone_ability_json(const clone::EngineRegistry& engines) {
  const auto all = engines_now(engines);
  if (all.empty()) return {{"ready", false}, {"needs", "This Timbre has no engine that clones voices."}};
  if (first_ready(all) != nullptr) return {{"ready", true}, {"needs", nullptr}};
  const std::string why = missing(all.front().state);
  return {{"ready", false}, {"needs", all.front().engine->traits().title + ": " + why}};
}

Result<clone::Engine*> ready_engine(const clone::EngineRegistry& engines, const std::string& name) {
  if (!name.empty()) {
    TRY(clone::Engine* const engine, engines.find(name));
    const clone::EngineState state = engine->state();
    if (state.is_ready) return engine;
    return Error{ErrorKind::Unavailable, engine->traits().title + " cannot speak yet: " + missing(state)};
  }
  const auto all = engines_now(engines);
  if (const EngineNow* ready = first_ready(all)) return ready->engine;
  std::string needs;
  for (const EngineNow& now : all) needs += "\n  " + now.engine->traits().name + ": " + missing(now.state);
  return Error{ErrorKind::Unavailable, "no engine can speak yet" + (needs.empty() ? "; there is none" : ":" + needs)};
}

}  // namespace timbre::studio
