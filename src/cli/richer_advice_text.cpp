#include "cli/richer_advice_text.h"

#include "base/utf8.h"

namespace timbre::cli {

RicherAnswer ask_for_richer_advice(score::AdviceService& service, const score::Scorecard& card,
                                   const CancelToken& cancel) {
  RicherAnswer answer{service.state(), {}, {}};
  if (!answer.service.is_configured) {
    answer.why = answer.service.needs + "; " + answer.service.step;
    return answer;
  }
  auto advice = studio::ask_for_advice(service, score::advice_facts(card), cancel);
  if (advice.ok()) {
    answer.advice = *std::move(advice);
  } else {
    answer.why = studio::why_there_is_none(advice.error());
  }
  return answer;
}

Json to_json(const RicherAnswer& answer) {
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(valid_utf8(text));
  };
  Json json{{"service", text_or_null(answer.service.service)}, {"model", text_or_null(answer.service.model)}};
  json.update(studio::to_json(answer.advice));
  json["why"] = text_or_null(answer.why);
  return json;
}

std::string render_richer_advice(const RicherAnswer& answer, const Terminal& terminal) {
  std::string out = "  " + terminal.paint(Ink::Bold, "Richer advice");
  if (!answer.why.empty()) return out + " " + terminal.paint(Ink::Dim, "–  " + printable(answer.why)) + "\n";
  const std::string who = printable(answer.service.model + " at " + answer.service.host);
  out += " " + terminal.paint(Ink::Dim, "by " + who + ", held against the measured values") + "\n";
  for (const auto& tip : answer.advice.tips) out += "    • " + tip.text + "\n";
  if (answer.advice.tips.empty()) out += "    " + terminal.paint(Ink::Dim, "nothing that stands") + "\n";
  for (const auto& tip : answer.advice.dropped) {
    const std::string said = tip.text.empty() ? "" : "\"" + tip.text + "\": ";
    out += "    " + terminal.paint(Ink::Dim, "left out: " + said + tip.why) + "\n";
  }
  return out;
}

}  // namespace timbre::cli
