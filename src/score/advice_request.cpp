#include "score/advice_request.h"

#include <algorithm>
#include <utility>

#include "advice_schema_json.embed.h"

namespace timbre::score {
namespace {

constexpr std::string_view kInstruction =
    "You advise people who record a short clip of speech for voice cloning. You get the measured scorecard of one "
    "clip as JSON. In it, every measure has its value, unit, grade (0 to 1, good from 0.6), the zone in which it is "
    "good (null: no limit on that side), the direction it should go, and whether it made the clip be rejected. "
    "Give at most five tips on what to do differently in the next recording, the most useful first. Each tip is about "
    "one measure of the list: copy its name, its direction and its value exactly, and write one or two short, kind, "
    "concrete sentences that a person without technical knowledge can follow. Say in the text only numbers of the "
    "scorecard, or values inside that measure's good zone. Do not call anything a fault that is good. Do not praise a "
    "measure that must change. No links, no HTML, no Markdown, no line breaks. Answer only with JSON of the given "
    "shape. Write the texts in the language ";

}  // namespace

Json advice_schema() { return Json::parse(advice_schema_json, nullptr, false); }

Result<void> check_advice_language(const std::string& language) {
  const auto is_fine = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  if (language.size() >= 2 && language.size() <= 35 && std::all_of(language.begin(), language.end(), is_fine)) {
    return {};
  }
  return Error{ErrorKind::InvalidInput, "'language' must be a language tag such as en, de or pt-BR"};
}

AdviceRequest advice_request(const AdviceFacts& facts, const std::string& language) {
  const std::string tag = check_advice_language(language).ok() ? language : "en";
  Json schema = advice_schema();
  schema.erase("$schema");  // some services take no keyword that they do not know
  schema.erase("title");
  return {std::string(kInstruction) + tag + ".", to_json(facts), std::move(schema)};
}

Json to_json(const AdviceRequest& request) {
  Json json;
  json["instruction"] = request.instruction;
  json["scorecard"] = request.scorecard;
  json["answer_schema"] = request.answer_schema;
  return json;
}

}  // namespace timbre::score
