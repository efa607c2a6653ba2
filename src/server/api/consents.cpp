#include <algorithm>

#include "base/json.h"
#include "base/utc_time.h"
#include "safety/consent_book.h"
#include "server/api/api.h"
#include "server/api/request_json.h"
#include "server/problem.h"
#include "studio/consent_json.h"
#include "studio/safety_desk.h"

namespace timbre::server {
namespace {

using safety::ConsentRecord;
using studio::SafetyDesk;

constexpr std::int64_t kMsPerDay = 24 * 3600 * 1000;

std::string or_empty(const std::optional<std::string>& text) { return text.value_or(""); }

/// A list of short texts; empty when absent.
Result<std::vector<std::string>> list_field(const Json& object, const std::string& name) {
  std::vector<std::string> list;
  if (!object.contains(name) || object[name].is_null()) return list;
  for (const Json& entry : object[name]) {
    if (!object[name].is_array() || !entry.is_string()) {
      return Error{ErrorKind::InvalidInput, "'" + name + "' must be a list of texts"};
    }
    list.push_back(entry);
  }
  return list;
}

/// `days` from now; none when absent.
Result<std::optional<std::int64_t>> end_of(const Json& object, const Clock& clock) {
  if (!object.contains("days") || object["days"].is_null()) return std::optional<std::int64_t>();
  TRY(const std::int64_t days, number_field(object, "days", 1, 36500));
  return std::optional<std::int64_t>(unix_ms(clock) + days * kMsPerDay);
}

Result<ConsentRecord> start(SafetyDesk& desk, const Request& request) {
  TRY(const Json body, object_of(request));
  safety::ConsentRequest asked;
  TRY(const auto voice, text_field(body, "voice"));
  TRY(const auto person, text_field(body, "person"));
  TRY(const auto language, text_field(body, "language"));
  TRY(const auto wording, text_field(body, "wording"));
  TRY(const auto purpose, text_field(body, "purpose"));
  TRY(const auto company, text_field(body, "company"));
  asked.voice = or_empty(voice);
  asked.person = person.value_or(asked.voice);
  asked.wording = {language.value_or("en"), wording.value_or("timbre"), purpose.value_or("own_use"), or_empty(company)};
  TRY(asked.languages, list_field(body, "languages"));
  TRY(asked.expires_ms, end_of(body, desk.clock()));
  asked.today = studio::local_date(desk.clock());
  return desk.book().start(asked);
}

Result<ConsentRecord> attest(SafetyDesk& desk, const Request& request) {
  TRY(const Json body, object_of(request));
  safety::Attestation attestation;
  TRY(const auto voice, text_field(body, "voice"));
  TRY(const auto person, text_field(body, "person"));
  TRY(const auto purpose, text_field(body, "purpose"));
  TRY(const auto reason, text_field(body, "reason"));
  TRY(const auto document, text_field(body, "document"));
  attestation.voice = or_empty(voice);
  attestation.person = person.value_or(attestation.voice);
  attestation.reason = or_empty(reason);
  attestation.document = or_empty(document);
  attestation.scope.purpose = purpose.value_or("own_use");
  TRY(attestation.scope.languages, list_field(body, "languages"));
  TRY(attestation.scope.expires_ms, end_of(body, desk.clock()));
  return desk.book().attest(attestation);
}

Result<ConsentRecord> submit(SafetyDesk& desk, const Request& request) {
  const auto take = request.query.find("take");
  const studio::ConsentReference reference{.take = take == request.query.end() ? "" : take->second};
  return desk.consents().submit(request.parameters.at("id"), request.body, {}, reference);
}

Response answer(int status, const Result<ConsentRecord>& record) {
  if (!record.ok()) return problem_of(record.error());
  return json_response(status, studio::to_json(*record).dump());
}

Response list(SafetyDesk& desk) {
  // revoked from the command line meanwhile
  if (const auto deleted = desk.delete_revoked_takes(); !deleted.ok()) return problem_of(deleted.error());
  const auto records = desk.book().list();
  if (!records.ok()) return problem_of(records.error());
  Json all = Json::array();
  for (const ConsentRecord& record : *records) all.push_back(studio::to_json(record));
  return json_response(200, Json{{"consents", std::move(all)}}.dump());
}

Result<Json> voices(SafetyDesk& desk) {
  TRY(const auto known, desk.book().voices());
  Json all = Json::array();
  for (const safety::Voice& voice : known) {
    TRY(const auto grant, desk.book().grant_of_voice(voice.id));
    all.push_back(studio::to_json(voice, grant));
  }
  return Json{{"voices", std::move(all)}};
}

Result<Json> revoke(ApiContext& context, const std::string& id) {
  TRY(const safety::Deleted deleted, context.safety.book().revoke(id));
  TRY_VOID(context.safety.delete_revoked_takes());
  TRY_VOID(context.clones.delete_revoked());
  return studio::to_json(deleted);
}

Result<Json> add_reference(ApiContext& context, const Request& request) {
  TRY(const Json body, object_of(request));
  TRY(const auto take, text_field(body, "take"));
  TRY([[maybe_unused]] const store::Take known, context.library.store().get(or_empty(take)));
  const std::string& voice = request.parameters.at("id");
  TRY_VOID(context.safety.speaker().check_take(voice, or_empty(take)));
  TRY_VOID(context.safety.store().add_reference(voice, or_empty(take)));
  TRY(const auto references, context.safety.store().references(voice));
  return Json{{"voice", voice}, {"takes", references}};
}

Response answer(const Result<Json>& json) {
  return json.ok() ? json_response(200, json->dump()) : problem_of(json.error());
}

}  // namespace

void add_consent_routes(Router& router, ApiContext& context) {
  SafetyDesk& desk = context.safety;
  router.add({"POST", "/api/v1/consents",
              Handler([&desk](const Request& request) { return answer(201, start(desk, request)); })});
  router.add({"GET", "/api/v1/consents", Handler([&desk](const Request&) { return list(desk); })});
  router.add({"POST", "/api/v1/consents/attest",
              Handler([&desk](const Request& request) { return answer(201, attest(desk, request)); })});
  router.add({"GET", "/api/v1/consents/{id}", Handler([&desk](const Request& request) {
                return answer(200, desk.book().find(request.parameters.at("id")));
              })});
  router.add({"POST", "/api/v1/consents/{id}/audio",
              Handler([&desk](const Request& request) { return answer(200, submit(desk, request)); }),
              studio::kMaxConsentBytes, false});
  router.add({"POST", "/api/v1/consents/{id}/revoke", Handler([&context](const Request& request) {
                return answer(revoke(context, request.parameters.at("id")));
              })});
  router.add({"GET", "/api/v1/voices", Handler([&desk](const Request&) { return answer(voices(desk)); })});
  router.add({"POST", "/api/v1/voices/{id}/references",
              Handler([&context](const Request& request) { return answer(add_reference(context, request)); })});
}

}  // namespace timbre::server
