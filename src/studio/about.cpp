#include "studio/about.h"

#include <string>

#include "base/version.h"
#include "score/profiles.h"
#include "studio/clone_engines.h"
#include "studio/engine_choice.h"
#include "studio/zones_json.h"

namespace timbre::studio {
namespace {

Json transcription_json(FileSystem& disk) {
  const auto engine = find_engine("", disk);
  if (engine.ok()) return {{"engine", *engine}, {"ready", true}, {"needs", nullptr}};
  return {{"engine", nullptr}, {"ready", false}, {"needs", engine.error().message}};
}

Json profiles_json() {
  Json all = Json::array();
  for (const score::Profile& profile : score::profiles()) {
    all.push_back({{"name", profile.name},
                   {"title", profile.title},
                   {"min_s", profile.min_duration_s},
                   {"max_s", profile.limit_s ? Json(*profile.limit_s) : Json(nullptr)},
                   {"ideal_min_s", profile.ideal_from_s},
                   {"ideal_max_s", profile.ideal_to_s},
                   {"needs_text", profile.needs_transcript}});
  }
  return all;
}

}  // namespace

Json about_json(FileSystem& disk, const clone::EngineRegistry& engines) {
  return {{"version", std::string(kVersion)},
          {"transcription", transcription_json(disk)},
          {"profiles", profiles_json()},
          {"zones", zones_json(score::studio_profile())},
          {"clone", clone_ability_json(engines)}};
}

}  // namespace timbre::studio
