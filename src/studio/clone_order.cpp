#include "studio/clone_order.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.h"

namespace timbre::studio {
namespace {

constexpr std::array kFields{"voice",    "take",           "text",   "engine",      "language", "speed",
                             "pitch_st", "expressiveness", "pauses", "instruction", "seed",     "fits_closely"};
constexpr double kSlowest = 0.5;
constexpr double kFastest = 2;
constexpr double kMostPitchSt = 6;
constexpr double kMostExpressiveness = 2;
constexpr double kMostPauses = 3;

Error wrong(std::string why) { return {ErrorKind::InvalidInput, std::move(why)}; }

const Json* find(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

Result<std::string> text_in(const Json& object, const char* name) {
  const Json* value = find(object, name);
  if (value == nullptr) return std::string();
  if (!value->is_string()) return wrong("'" + std::string(name) + "' must be text");
  return value->get<std::string>();
}

Result<double> number_in(const Json& object, const char* name, double usual) {
  const Json* value = find(object, name);
  if (value == nullptr) return usual;
  if (!value->is_number()) return wrong("'" + std::string(name) + "' must be a number");
  return value->get<double>();
}

Result<std::optional<std::uint64_t>> seed_in(const Json& object) {
  const Json* value = find(object, "seed");
  if (value == nullptr) return std::optional<std::uint64_t>();
  if (!value->is_number_unsigned()) return wrong("'seed' must be a whole number from 0 on");
  return std::optional(value->get<std::uint64_t>());
}

Result<bool> flag_in(const Json& object, const char* name) {
  const Json* value = find(object, name);
  if (value == nullptr) return false;
  if (!value->is_boolean()) return wrong("'" + std::string(name) + "' must be true or false");
  return value->get<bool>();
}

Result<void> must_be_known(const Json& object) {
  for (const auto& [name, value] : object.items()) {
    if (std::find(kFields.begin(), kFields.end(), name) != kFields.end()) continue;
    std::string known;
    for (const char* field : kFields) known += (known.empty() ? "" : ", ") + std::string(field);
    return wrong("'" + printable(name.substr(0, 40)) + "' is no field of a clone; there are: " + known);
  }
  return {};
}

bool is_language(const std::string& code) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return code.empty() || ((code.size() == 2 || code.size() == 3) && std::all_of(code.begin(), code.end(), is_letter));
}

Result<void> must_lie(double value, double from, double to, const char* name, const char* range) {
  if (std::isfinite(value) && value >= from && value <= to) return {};
  return wrong("'" + std::string(name) + "' must be " + range);
}

}  // namespace

Result<CloneOrder> order_of_json(const Json& object) {
  if (!object.is_object()) return wrong("a clone is ordered by one JSON object");
  TRY_VOID(must_be_known(object));
  CloneOrder order;
  TRY(order.voice, text_in(object, "voice"));
  TRY(order.take, text_in(object, "take"));
  TRY(order.text, text_in(object, "text"));
  TRY(order.engine, text_in(object, "engine"));
  TRY(order.language, text_in(object, "language"));
  TRY(order.speed, number_in(object, "speed", order.speed));
  TRY(order.pitch_st, number_in(object, "pitch_st", order.pitch_st));
  TRY(order.expressiveness, number_in(object, "expressiveness", order.expressiveness));
  TRY(order.pauses, number_in(object, "pauses", order.pauses));
  TRY(order.instruction, text_in(object, "instruction"));
  TRY(order.seed, seed_in(object));
  TRY(order.fits_closely, flag_in(object, "fits_closely"));
  if (order.voice.empty()) return wrong("'voice' is missing: the id of the voice that is to speak");
  TRY_VOID(check_order(order));
  return order;
}

Result<void> check_order(const CloneOrder& order) {
  if (order.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return wrong("'text' is empty: write at least one sentence");
  }
  if (order.text.size() > kMaxCloneTextBytes) {
    return wrong("'text' has " + std::to_string(order.text.size()) + " bytes; " + std::to_string(kMaxCloneTextBytes) +
                 " go into one clone. Make it in parts");
  }
  if (valid_utf8(order.text) != order.text) return wrong("'text' is not UTF-8");
  if (!is_language(order.language)) {
    return wrong("'language' is '" + printable(order.language.substr(0, 20)) +
                 "'; it must be a code of ISO 639-1 such as en or de");
  }
  TRY_VOID(must_lie(order.speed, kSlowest, kFastest, "speed", "a number from 0.5 to 2"));
  TRY_VOID(must_lie(order.pitch_st, -kMostPitchSt, kMostPitchSt, "pitch_st", "a number of semitones from -6 to 6"));
  TRY_VOID(must_lie(order.expressiveness, 0, kMostExpressiveness, "expressiveness", "a number from 0 to 2"));
  TRY_VOID(must_lie(order.pauses, 0, kMostPauses, "pauses", "a number from 0 to 3"));
  if (order.instruction.size() > kMaxInstructionBytes) {
    return wrong("'instruction' has " + std::to_string(order.instruction.size()) + " bytes; up to " +
                 std::to_string(kMaxInstructionBytes) + " are taken");
  }
  if (order.seed && *order.seed > kMaxCloneSeed) {
    return wrong("'seed' must be a whole number up to " + std::to_string(kMaxCloneSeed));
  }
  return {};
}

Result<void> check_order_for(const CloneOrder& order, const clone::EngineTraits& engine) {
  const auto takes_no = [&engine](const char* field, const char* what) {
    return wrong("'" + std::string(field) + "': " + engine.title + " takes no " + what + "; leave it out");
  };
  if (order.speed != 1 && !engine.takes_speed) return takes_no("speed", "speed");
  if (order.pitch_st != 0 && !engine.takes_pitch) return takes_no("pitch_st", "pitch");
  if (order.expressiveness != 1 && !engine.takes_expressiveness) return takes_no("expressiveness", "expressiveness");
  if (order.pauses != 1 && !engine.takes_pauses) return takes_no("pauses", "length of pauses");
  if (!order.instruction.empty() && !engine.takes_instruction) return takes_no("instruction", "instruction");
  if (order.seed && !engine.takes_seed) return takes_no("seed", "seed");
  if (order.fits_closely && !engine.fits_voices) return takes_no("fits_closely", "closer fit of a voice");
  if (order.language.empty() || engine.languages.empty()) return {};
  std::vector<std::string> known = engine.languages;
  known.insert(known.end(), engine.experimental_languages.begin(), engine.experimental_languages.end());
  if (std::find(known.begin(), known.end(), order.language) != known.end()) return {};
  std::string names;
  for (const std::string& language : known) names += (names.empty() ? "" : ", ") + language;
  return wrong("'language': " + engine.title + " does not speak '" + order.language + "'; it speaks " + names);
}

}  // namespace timbre::studio
