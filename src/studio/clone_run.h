#pragma once
/// One clone that was asked for, from the wish to the file, as it is kept and shown.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "studio/clone_likeness.h"
#include "studio/clone_order.h"
#include "studio/job_queue.h"

namespace timbre::studio {

struct CloneRun {
  std::string id;    ///< UUID of version 7
  CloneOrder order;  ///< with the engine that was chosen
  std::string voice_name;
  std::string engine_title;
  JobState state = JobState::Waiting;
  std::optional<double> progress = {};  ///< 0 … 1, where it is known
  std::string news = {};                ///< what the engine says while it works; empty: nothing
  std::string error = {};               ///< why there is no speech, in words
  std::vector<std::string> warnings = {};
  std::int64_t created_ms = 0;
  std::optional<std::int64_t> ended_ms = {};
  std::optional<double> duration_s = {};     ///< of the speech
  std::optional<double> first_audio_s = {};  ///< from the start of the work to the first block
  std::optional<double> took_s = {};         ///< the work, without the wait in the queue
  bool is_from_cache = false;                ///< nothing of it had to be made
  std::optional<std::uint32_t> payload = {};
  std::optional<CloneLikeness> likeness = {};  ///< to the clip; none: not done, or made before it was measured
};

[[nodiscard]] bool is_over(const CloneRun& run);

/// {"id", "voice", "voice_name", "take", "engine", "engine_title", "text", "language", "speed", "pitch_st",
/// "expressiveness", "pauses", "instruction", "seed", "fits_closely", "state", "progress", "news", "error", "warnings",
/// "created_ms", "ended_ms", "duration_s", "first_audio_s", "took_s", "from_cache", "payload", "likeness"
/// (clone_likeness.h)}: relied on by others. What is not known is null, but "language" and "instruction", which are
/// then empty.
[[nodiscard]] Json to_json(const CloneRun& run);

/// Reads what to_json() wrote. Corrupt, naming the field.
[[nodiscard]] Result<CloneRun> clone_run_of_json(const Json& json);

}  // namespace timbre::studio
