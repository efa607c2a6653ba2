#include "score/scorecard_csv.h"

#include <optional>
#include <string_view>
#include <vector>

#include "score/number_text.h"

namespace timbre::score {
namespace {

std::string quoted(std::string_view field) {
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(field);
  std::string result = "\"";
  for (const char c : field) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + "\"";
}

std::string joined(const std::vector<std::string>& fields) {
  std::string row;
  for (std::size_t i = 0; i < fields.size(); ++i) row += (i == 0 ? "" : ",") + quoted(fields[i]);
  return row;
}

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ";") + word;
  return list;
}

std::string cell(const std::optional<double>& value, int decimals) {
  return value ? number_text(*value, decimals) : "";
}

}  // namespace

std::string csv_header() {
  std::vector<std::string> fields{
      "file",     "verdict",         "stars",          "overall",        "overall_measured", "acoustic",
      "delivery", "perceptual_name", "perceptual_mos", "perceptual_sig", "perceptual_bak",   "perceptual_p808",
      "profile",  "labels",          "rejects",        "first"};
  for (std::size_t i = 0; i < measure::kMeasureCount; ++i) {
    fields.emplace_back(measure::measure_info(static_cast<measure::MeasureId>(i)).name);
  }
  return joined(fields);
}

std::string csv_row(const Scorecard& card) {
  std::vector<std::string> rejects;
  for (const Reject& reject : card.rejects) rejects.emplace_back(measure::measure_info(reject.measure).name);
  const PerceptualScore heard = card.perceptual.value_or(PerceptualScore{});
  std::vector<std::string> fields{card.file,
                                  std::string(to_string(card.verdict)),
                                  std::to_string(card.stars),
                                  number_text(card.overall, 1),
                                  number_text(card.overall_measured, 1),
                                  cell(card.acoustic.score, 1),
                                  cell(card.delivery.score, 1),
                                  heard.name,
                                  card.perceptual ? number_text(heard.mos, 2) : "",
                                  cell(heard.sig, 2),
                                  cell(heard.bak, 2),
                                  cell(heard.p808, 2),
                                  std::string(card.profile.name),
                                  listed(card.labels),
                                  listed(rejects),
                                  card.first};
  for (const MeasureScore& entry : card.measures) {
    fields.push_back(cell(entry.value, measure::measure_info(entry.id).decimals));
  }
  return joined(fields);
}

}  // namespace timbre::score
