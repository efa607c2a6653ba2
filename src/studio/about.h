#pragma once
/// What this Timbre is and can do, for the page: its version, whether words can be heard, profiles, and zones.

#include "base/file_system.h"
#include "base/json.h"
#include "clone/engine_registry.h"

namespace timbre::studio {

/// {"version", "transcription": {"engine", "ready", "needs"}, "profiles": [{"name", "title", "min_s", "max_s",
/// "ideal_min_s", "ideal_max_s", "needs_text"}], "zones" as in zones_json.h for the studio profile, "clone" as
/// clone_engines.h has it}. "needs" says in words what is missing, null where nothing is; "max_s" is null where there
/// is no limit.
[[nodiscard]] Json about_json(FileSystem& disk, const clone::EngineRegistry& engines);

}  // namespace timbre::studio
