#include <map>
#include <optional>

#include "base/utc_time.h"
#include "studio/audit_json.h"

namespace timbre::studio {
namespace {

struct Day {
  std::int64_t clones = 0;
  std::int64_t duration_ms = 0;
};

struct VoiceUsage {
  std::int64_t clones = 0, duration_ms = 0, characters = 0, refused = 0;
  std::optional<std::int64_t> last_ms = {};
  std::map<std::string, std::int64_t> engines;
  std::map<std::string, Day> days;
};

std::int64_t number_in(const Json& details, const char* name) {
  const auto found = details.find(name);
  return found != details.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

double seconds(std::int64_t duration_ms) { return static_cast<double>(duration_ms) / 1000.0; }

void count(VoiceUsage& voice, const safety::AuditRecord& record) {
  if (record.act == to_string(safety::AuditAct::CloneAsked)) {
    voice.characters += number_in(record.details, "text_characters");
  } else if (record.act == to_string(safety::AuditAct::CloneRefused)) {
    ++voice.refused;
  } else {
    const std::int64_t duration_ms = number_in(record.details, "duration_ms");
    const auto engine = record.details.find("engine");
    ++voice.clones;
    voice.duration_ms += duration_ms;
    if (engine != record.details.end() && engine->is_string()) ++voice.engines[engine->get<std::string>()];
    Day& day = voice.days[utc_date(record.time_ms)];
    ++day.clones;
    day.duration_ms += duration_ms;
  }
  voice.last_ms = std::max(voice.last_ms.value_or(record.time_ms), record.time_ms);
}

bool concerns_clones(const std::string& act) {
  return act == to_string(safety::AuditAct::CloneAsked) || act == to_string(safety::AuditAct::CloneMade) ||
         act == to_string(safety::AuditAct::CloneRefused);
}

Result<std::map<std::string, VoiceUsage>> count_all(SafetyDesk& desk) {
  std::map<std::string, VoiceUsage> voices;
  TRY([[maybe_unused]] const auto head, desk.log().read_all([&](std::string_view text) -> Result<void> {
    const auto record = safety::parse_record(text);  // one that is none is verify's to tell
    if (record.ok() && concerns_clones(record->act)) count(voices[record->voice_id], *record);
    return {};
  }));
  return voices;
}

Json to_json(const std::string& id, const Json& name, const VoiceUsage& voice) {
  Json engines = Json::object();
  for (const auto& [engine, times] : voice.engines) engines[engine] = times;
  Json days = Json::array();
  for (const auto& [day, made] : voice.days) {
    days.push_back({{"day", day}, {"clones", made.clones}, {"seconds", seconds(made.duration_ms)}});
  }
  return {{"voice_id", id},
          {"voice", name},
          {"clones", voice.clones},
          {"seconds", seconds(voice.duration_ms)},
          {"characters", voice.characters},
          {"refused", voice.refused},
          {"last", voice.last_ms ? Json(rfc3339(*voice.last_ms)) : Json()},
          {"engines", std::move(engines)},
          {"days", std::move(days)}};
}

}  // namespace

Result<Json> usage(SafetyDesk& desk) {
  TRY(const auto voices, count_all(desk));
  TRY(const auto known, desk.store().voices());
  std::map<std::string, Json> names;
  for (const safety::Voice& voice : known) names[voice.id] = voice.name;
  Json all = Json::array();
  VoiceUsage total;
  for (const auto& [id, voice] : voices) {
    all.push_back(to_json(id, names[id], voice));
    total.clones += voice.clones;
    total.duration_ms += voice.duration_ms;
    total.refused += voice.refused;
  }
  Json limits = Json::array();
  TRY(const auto left, desk.limits().left(""));
  for (const store::LimitState& state : left) {
    limits.push_back({{"kind", to_string(state.kind)},
                      {"scope", "installation"},
                      {"amount", state.rule.amount},
                      {"window_s", state.rule.window_s},
                      {"left", state.left}});
  }
  return Json{
      {"voices", std::move(all)},
      {"totals", {{"clones", total.clones}, {"seconds", seconds(total.duration_ms)}, {"refused", total.refused}}},
      {"limits", std::move(limits)}};
}

}  // namespace timbre::studio
