#include "asr/alignment_json.h"

#include <cmath>

#include "asr/edit_summary.h"
#include "base/utf8.h"

namespace timbre::asr {
namespace {

double rounded(double value) { return std::round(value * 1000.0) / 1000.0; }

Json phones_json(const AlignedWord& word) {
  Json phones = Json::array();
  for (const auto& phone : word.phones) {
    phones.push_back(
        {{"name", phone.name}, {"start_s", rounded(phone.range.start_s)}, {"end_s", rounded(phone.range.end_s)}});
  }
  return phones;
}

Json word_json(const AlignedWord& word) {
  return {{"text", valid_utf8(word.text)},
          {"index", word.index},
          {"reading", to_string(word.reading)},
          {"start_s", rounded(word.range.start_s)},
          {"end_s", rounded(word.range.end_s)},
          {"confidence", rounded(word.confidence)},
          {"heard", word.heard.empty() ? Json() : Json(valid_utf8(word.heard))},
          {"phones", phones_json(word)}};
}

}  // namespace

Json to_json(const Alignment& alignment, const std::string& file, const std::string& language) {
  const ReadingCounts counts = count_readings(alignment);
  Json words = Json::array();
  for (const auto& word : alignment.words) words.push_back(word_json(word));
  return {{"version", kAlignmentJsonVersion},
          {"file", valid_utf8(file)},
          {"language", language},
          {"duration_s", rounded(alignment.duration_s)},
          {"confidence", rounded(alignment.confidence)},
          {"summary", summarise(alignment)},
          {"edits", describe_edits(alignment)},
          {"counts",
           {{"read", counts.read},
            {"skipped", counts.skipped},
            {"repeated", counts.repeated},
            {"added", counts.added},
            {"changed", counts.changed}}},
          {"words", words}};
}

}  // namespace timbre::asr
