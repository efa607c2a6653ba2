#include "studio/consent_json.h"

#include "safety/consent_challenge.h"

namespace timbre::studio {
namespace {

Json or_null(const std::optional<std::int64_t>& value) { return value ? Json(*value) : Json(nullptr); }

}  // namespace

Json to_json(const safety::ConsentRecord& record) {
  Json json{{"id", record.id},
            {"voice", record.voice_id},
            {"person", record.person},
            {"language", record.language},
            {"wording", record.wording},
            {"company", record.company},
            {"state", to_string(record.state)},
            {"strength", to_string(record.strength)},
            {"speaker", to_string(record.speaker_check)},
            {"purpose", record.scope.purpose},
            {"languages", record.scope.languages},
            {"ends_ms", or_null(record.scope.expires_ms)},
            {"started_ms", record.started_ms},
            {"given_ms", or_null(record.given_ms)},
            {"revoked_ms", or_null(record.revoked_ms)},
            {"statement", record.statement},
            {"challenge", record.challenge},
            {"challenge_ends_ms", record.started_ms + safety::kChallengeLifeMs},
            {"tries_left", record.state == safety::ConsentState::Open ? safety::kChallengeTries - record.tries : 0},
            {"reason", record.reason},
            {"evidence_sha256", record.audio_sha256}};
  const Json checks = Json::parse(record.checks_json, nullptr, false);
  json["checks"] = checks.is_object() && checks.contains("checks") ? checks["checks"] : Json::array();
  return json;
}

Json to_json(const safety::Voice& voice, const std::optional<safety::ConsentGrant>& grant) {
  Json json{{"id", voice.id},
            {"name", voice.name},
            {"created_ms", voice.created_ms},
            {"revoked_ms", or_null(voice.revoked_ms)},
            {"consent", nullptr}};
  if (grant) {
    json["consent"] = {{"id", grant->id()},
                       {"strength", to_string(grant->strength())},
                       {"speaker", to_string(grant->speaker_check())},
                       {"purpose", grant->scope().purpose},
                       {"languages", grant->scope().languages},
                       {"ends_ms", or_null(grant->scope().expires_ms)}};
  }
  return json;
}

Json to_json(const safety::Deleted& deleted) {
  return {{"consents", deleted.consents}, {"embeddings", deleted.embeddings}, {"references", deleted.references}};
}

}  // namespace timbre::studio
