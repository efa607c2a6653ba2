#include "safety/consent_check_json.h"

namespace timbre::safety {

Json to_json(const ConsentVerdict& verdict) {
  Json checks = Json::array();
  for (const ConsentCheck& check : verdict.checks)
    checks.push_back({{"name", check.name}, {"outcome", to_string(check.outcome)}, {"sentence", check.sentence}});
  return {{"passed", verdict.passed}, {"speaker", to_string(verdict.speaker)}, {"checks", checks}};
}

Json log_details(const ConsentVerdict& verdict) {
  Json details{{"passed", verdict.passed},
               {"challenge_heard", verdict.challenge_heard},
               {"challenge_asked", verdict.challenge_asked}};
  for (const ConsentCheck& check : verdict.checks) details[check.name] = to_string(check.outcome);
  return details;
}

}  // namespace timbre::safety
