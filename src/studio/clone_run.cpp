#include "studio/clone_run.h"

#include <array>
#include <limits>
#include <type_traits>

#include "base/utf8.h"
#include "base/uuid.h"

namespace timbre::studio {
namespace {

constexpr std::array kStates{JobState::Waiting, JobState::Running, JobState::Done, JobState::Failed,
                             JobState::Cancelled};

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(valid_utf8(text)); }

Error damaged(const char* field) {
  return {ErrorKind::Corrupt, "the record of a clone is damaged at '" + std::string(field) + "'"};
}

/// Null and absent are alike: the empty value.
template <typename T>
Result<void> read(const Json& json, const char* field, T& into) {
  const auto found = json.find(field);
  if (found == json.end() || found->is_null()) return {};
  if constexpr (std::is_same_v<T, std::string>) {
    if (!found->is_string()) return damaged(field);
    into = found->get<std::string>();
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!found->is_boolean()) return damaged(field);
    into = found->get<bool>();
  } else if constexpr (std::is_same_v<T, std::optional<double>>) {
    if (!found->is_number()) return damaged(field);
    into = found->get<double>();
  } else {
    if (!found->is_number_integer()) return damaged(field);
    into = found->get<std::int64_t>();
  }
  return {};
}

Result<JobState> state_in(const Json& json) {
  std::string name;
  TRY_VOID(read(json, "state", name));
  for (const JobState state : kStates) {
    if (name == to_string(state)) return state;
  }
  return damaged("state");
}

Result<CloneOrder> order_in(const Json& json) {
  Json order = Json::object();
  for (const char* field : {"voice", "take", "text", "engine", "language", "speed", "pitch_st", "expressiveness",
                            "pauses", "instruction", "seed", "fits_closely"}) {
    if (json.contains(field)) order[field] = json[field];
  }
  auto read = order_of_json(order);
  if (!read.ok()) return Error{ErrorKind::Corrupt, "the record of a clone is damaged: " + read.error().message};
  return read;
}

Result<void> read_outcome(const Json& json, CloneRun& run) {
  TRY_VOID(read(json, "error", run.error));
  TRY_VOID(read(json, "duration_s", run.duration_s));
  TRY_VOID(read(json, "first_audio_s", run.first_audio_s));
  TRY_VOID(read(json, "took_s", run.took_s));
  TRY_VOID(read(json, "from_cache", run.is_from_cache));
  std::optional<std::int64_t> payload;
  TRY_VOID(read(json, "payload", payload));
  if (payload && (*payload < 0 || *payload > std::numeric_limits<std::uint32_t>::max())) return damaged("payload");
  if (payload) run.payload = static_cast<std::uint32_t>(*payload);
  if (const auto found = json.find("likeness"); found != json.end() && !found->is_null()) {
    TRY(run.likeness, clone_likeness_of_json(*found));
  }
  for (const Json& warning : json.value("warnings", Json::array())) {
    if (!warning.is_string()) return damaged("warnings");
    run.warnings.push_back(warning.get<std::string>());
  }
  return {};
}

}  // namespace

bool is_over(const CloneRun& run) { return run.state != JobState::Waiting && run.state != JobState::Running; }

Json to_json(const CloneRun& run) {
  Json warnings = Json::array();
  for (const std::string& warning : run.warnings) warnings.push_back(valid_utf8(warning));
  return {{"id", run.id},
          {"voice", run.order.voice},
          {"voice_name", valid_utf8(run.voice_name)},
          {"take", run.order.take},
          {"engine", run.order.engine},
          {"engine_title", valid_utf8(run.engine_title)},
          {"text", run.order.text},
          {"language", run.order.language},
          {"speed", run.order.speed},
          {"pitch_st", run.order.pitch_st},
          {"expressiveness", run.order.expressiveness},
          {"pauses", run.order.pauses},
          {"instruction", valid_utf8(run.order.instruction)},
          {"seed", or_null(run.order.seed)},
          {"fits_closely", run.order.fits_closely},
          {"state", std::string(to_string(run.state))},
          {"progress", or_null(run.progress)},
          {"news", or_null(run.news)},
          {"error", or_null(run.error)},
          {"warnings", std::move(warnings)},
          {"created_ms", run.created_ms},
          {"ended_ms", or_null(run.ended_ms)},
          {"duration_s", or_null(run.duration_s)},
          {"first_audio_s", or_null(run.first_audio_s)},
          {"took_s", or_null(run.took_s)},
          {"from_cache", run.is_from_cache},
          {"payload", or_null(run.payload)},
          {"likeness", run.likeness ? to_json(*run.likeness) : Json(nullptr)}};
}

Result<CloneRun> clone_run_of_json(const Json& json) {
  if (!json.is_object()) return damaged("{");
  CloneRun run;
  TRY_VOID(read(json, "id", run.id));
  if (!is_uuid(run.id)) return damaged("id");
  TRY(run.order, order_in(json));
  TRY(run.state, state_in(json));
  TRY_VOID(read(json, "voice_name", run.voice_name));
  TRY_VOID(read(json, "engine_title", run.engine_title));
  TRY_VOID(read(json, "created_ms", run.created_ms));
  TRY_VOID(read(json, "ended_ms", run.ended_ms));
  TRY_VOID(read_outcome(json, run));
  return run;
}

}  // namespace timbre::studio
