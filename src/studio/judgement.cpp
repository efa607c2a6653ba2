#include "studio/judgement.h"

#include <string>
#include <vector>

#include "base/version.h"
#include "score/scorecard_json.h"

namespace timbre::studio {
namespace {

std::string joined(const std::vector<std::string>& labels) {
  std::string all;
  for (const std::string& label : labels) all += (all.empty() ? "" : ",") + label;
  return all;
}

}  // namespace

store::Judgement judgement_of(const score::Scorecard& card) {
  store::Judgement judgement;
  judgement.timbre_version = std::string(kVersion);
  judgement.scorecard_json = score::to_json(card).dump();
  judgement.verdict = std::string(score::to_string(card.verdict));
  judgement.stars = card.stars;
  judgement.overall = card.overall;
  judgement.acoustic = card.acoustic.score;
  judgement.delivery = card.delivery.score;
  judgement.labels = joined(card.labels);
  judgement.duration_s = card[measure::MeasureId::DurationS].value.value_or(0.0);
  judgement.sample_rate_hz = static_cast<std::int64_t>(card[measure::MeasureId::SampleRateHz].value.value_or(0.0));
  return judgement;
}

}  // namespace timbre::studio
