#include "speaker/encoder_card.h"

#include <cmath>

#include "base/json.h"

namespace timbre::speaker {
namespace {

constexpr std::size_t kLargestEmbedding = 4096;

Error wrong(const std::string& field) {
  return {ErrorKind::InvalidInput, "the speaker encoder's card has no usable '" + field + "'; install it again"};
}

Result<double> number(const Json& json, const std::string& field) {
  const auto found = json.find(field);
  if (found == json.end() || !found->is_number()) return wrong(field);
  return found->get<double>();
}

Result<dsp::LogMelOptions> features_of(const Json& card) {
  if (!card.contains("features") || !card["features"].is_object()) return wrong("features");
  const Json& json = card["features"];
  dsp::LogMelOptions options;
  TRY(const double rate_hz, number(json, "sample_rate_hz"));
  TRY(options.window_s, number(json, "window_s"));
  TRY(options.hop_s, number(json, "hop_s"));
  TRY(const double bands, number(json, "band_count"));
  TRY(options.low_hz, number(json, "low_hz"));
  TRY(options.high_hz, number(json, "high_hz"));
  const bool is_possible = rate_hz >= 8000 && rate_hz <= 48000 && bands >= 1 && bands <= 256 &&
                           options.hop_s >= 0.001 && options.hop_s <= options.window_s && options.window_s <= 0.2 &&
                           options.low_hz >= 0 && options.low_hz < options.high_hz && options.high_hz <= rate_hz / 2;
  if (!is_possible) return wrong("features");
  options.sample_rate_hz = static_cast<int>(rate_hz);
  options.band_count = static_cast<std::size_t>(bands);
  return options;
}

}  // namespace

double Calibration::probability(double likeness) const { return 1.0 / (1.0 + std::exp(-(slope * likeness + offset))); }

Result<EncoderCard> parse_encoder_card(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return Error{ErrorKind::InvalidInput, "the speaker encoder's card is no JSON object"};
  EncoderCard card;
  for (const auto& [field, into] : {std::pair("name", &card.name), std::pair("sha256", &card.sha256)}) {
    if (!json.contains(field) || !json[field].is_string()) return wrong(field);
    *into = json[field].get<std::string>();
  }
  if (json.contains("cohort_sha256")) {
    if (!json["cohort_sha256"].is_string()) return wrong("cohort_sha256");
    card.cohort_sha256 = json["cohort_sha256"].get<std::string>();
  }
  TRY(const double size, number(json, "embedding_size"));
  if (size < 1 || size > kLargestEmbedding) return wrong("embedding_size");
  card.embedding_size = static_cast<std::size_t>(size);
  TRY(card.features, features_of(json));
  TRY(card.calibration.slope, number(json, "calibration_slope"));
  TRY(card.calibration.offset, number(json, "calibration_offset"));
  TRY(card.same_from, number(json, "same_from"));
  TRY(card.different_below, number(json, "different_below"));
  if (card.different_below > card.same_from) return wrong("different_below");
  return card;
}

}  // namespace timbre::speaker
