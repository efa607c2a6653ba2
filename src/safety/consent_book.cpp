#include "safety/consent_book.h"

#include <algorithm>

#include "base/sha256.h"
#include "base/utc_time.h"
#include "base/utf8.h"
#include "base/uuid.h"
#include "safety/consent_challenge.h"
#include "safety/consent_check_json.h"

namespace timbre::safety {
namespace {

constexpr std::size_t kShortestReason = 10;
constexpr std::size_t kLongestReason = 1000;
constexpr std::size_t kMaxNameBytes = 4 * kMaxNameLength;

/// A name is shown on pages and terminals and read aloud.
Result<void> must_be_name(const std::string& what, const std::string& name) {
  if (name.empty() || name.find_first_not_of(' ') == std::string::npos) {
    return Error{ErrorKind::InvalidInput, what + " is empty; give a name"};
  }
  if (name.size() > kMaxNameBytes) {
    return Error{ErrorKind::InvalidInput, what + " has " + std::to_string(name.size()) + " bytes; at most " +
                                              std::to_string(kMaxNameBytes) + " are kept"};
  }
  if (printable(name) != name) {
    return Error{ErrorKind::InvalidInput,
                 what + " holds control characters or is not UTF-8: '" + printable(name) + "'"};
  }
  return {};
}

Result<void> must_be_languages(const std::vector<std::string>& languages) {
  for (const std::string& code : languages) {
    const bool is_code =
        code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!is_code) {
      return Error{ErrorKind::InvalidInput,
                   "languages holds '" + printable(code) + "'; give two-letter codes of ISO 639-1 such as en"};
    }
  }
  return {};
}

Error denied(const std::string& message) { return {ErrorKind::Denied, message}; }

Error not_open(const ConsentRecord& record) {
  return denied("consent " + record.id + " is " + to_string(record.state) +
                " and its challenge is used up; start again for a new one");
}

bool is_expired(const ConsentScope& scope, std::int64_t now_ms) {
  return scope.expires_ms.has_value() && now_ms >= *scope.expires_ms;
}

}  // namespace

std::int64_t ConsentBook::now_ms() const { return unix_ms(clock_); }

Result<void> ConsentBook::log(AuditAct act, const std::string& voice_id, Json details) {
  TRY([[maybe_unused]] const AuditReceipt receipt, log_.append({act, voice_id, std::move(details)}));
  return {};
}

Result<void> ConsentBook::take_from_limit(const std::string& voice_id) {
  if (limits_ == nullptr) return {};
  return limits_->take(LimitKind::Consent, voice_id, 1);
}

Result<Voice> ConsentBook::make_voice(const std::string& name) {
  TRY_VOID(must_be_name("the voice's name", name));
  TRY(const auto taken, storage_.voice_named(name));
  if (taken) {
    return Error{ErrorKind::InvalidInput, "there is a voice '" + name + "' already; choose another name"};
  }
  const Voice voice{make_uuid(clock_, random_), name, now_ms()};
  TRY_VOID(log(AuditAct::VoiceMade, voice.id, Json::object()));
  TRY_VOID(storage_.add_voice(voice));
  return voice;
}

Result<Voice> ConsentBook::voice_for(const std::string& name) {
  TRY_VOID(must_be_name("the voice's name", name));
  TRY(const auto known, storage_.voice_named(name));
  if (known) return *known;
  return make_voice(name);
}

Result<void> ConsentBook::must_not_be_asked_again(const Voice& voice, ConsentStrength strength) {
  TRY(const auto grant, grant_of_voice(voice.id));
  if (!grant || (strength == ConsentStrength::Recorded && grant->strength() == ConsentStrength::Attested)) return {};
  return Error{ErrorKind::InvalidInput, "voice '" + voice.name + "' has consent already (" + grant->id() +
                                            "); it is asked once. Revoke that one to ask anew"};
}

Result<ConsentRecord> ConsentBook::start(const ConsentRequest& request) {
  TRY_VOID(must_be_name("the person's name", request.person));
  TRY_VOID(must_be_languages(request.languages));
  if (!request.wording.company.empty()) TRY_VOID(must_be_name("the company's name", request.wording.company));
  ConsentRecord record;
  TRY(record.statement, statement_text(request.wording, request.person, request.today));
  record.started_ms = now_ms();
  record.scope = {request.wording.purpose, request.languages, request.expires_ms};
  if (is_expired(record.scope, record.started_ms)) {
    return Error{ErrorKind::InvalidInput, "the consent would end before it begins; choose a later end"};
  }
  TRY(const Voice voice, voice_for(request.voice));
  TRY_VOID(must_not_be_asked_again(voice, ConsentStrength::Recorded));
  TRY_VOID(take_from_limit(voice.id));
  record.id = make_uuid(clock_, random_);
  record.voice_id = voice.id;
  record.person = request.person;
  record.language = request.wording.language;
  record.wording = request.wording.service;
  record.company = request.wording.company;
  record.challenge = make_challenge(record.language, random_);
  TRY_VOID(log(AuditAct::ConsentStarted, voice.id,
               {{"consent", record.id},
                {"statement_sha256", sha256_hex(record.statement)},
                {"challenge", challenge_text(record.challenge)},
                {"language", record.language},
                {"wording", record.wording},
                {"purpose", record.scope.purpose}}));
  TRY_VOID(storage_.add_consent(record));
  return record;
}

Result<ConsentRecord> ConsentBook::begin_try(const std::string& id) {
  TRY(ConsentRecord record, storage_.consent(id));
  if (record.state != ConsentState::Open) return not_open(record);
  const std::int64_t age_ms = now_ms() - record.started_ms;
  if (age_ms > kChallengeLifeMs || age_ms < 0) {
    return denied("the challenge of consent " + id + " was good for " + std::to_string(kChallengeLifeMs / 1000) +
                  " s and its time is over; start again for a new one");
  }
  TRY(const bool has_try, storage_.use_try(id, kChallengeTries));
  if (!has_try) return not_open(record);
  return storage_.consent(id);
}

Result<ConsentRecord> ConsentBook::conclude(const ConsentRecord& tried, const ConsentVerdict& verdict,
                                            std::string_view recording) {
  ConsentRecord record = tried;
  record.checks_json = to_json(verdict).dump();
  record.speaker_check = verdict.speaker;
  record.strength = ConsentStrength::Recorded;
  const std::string sum = sha256_hex(recording);
  Json details = log_details(verdict);
  details["consent"] = record.id;
  details["try"] = record.tries;
  details["audio_sha256"] = sum;
  TRY_VOID(log(AuditAct::ConsentChecked, record.voice_id, details));
  if (verdict.passed) {
    record.state = ConsentState::Given;
    record.given_ms = now_ms();
    record.audio_sha256 = sum;
    TRY_VOID(log(AuditAct::ConsentGiven, record.voice_id,
                 {{"consent", record.id},
                  {"strength", to_string(record.strength)},
                  {"speaker", to_string(record.speaker_check)},
                  {"audio_sha256", sum}}));
    TRY_VOID(storage_.keep_evidence(sum, recording));
  } else if (record.tries >= kChallengeTries) {
    record.state = ConsentState::Refused;
    TRY_VOID(log(AuditAct::ConsentRefused, record.voice_id, {{"consent", record.id}, {"tries", record.tries}}));
  }
  TRY(const bool was_open, storage_.conclude(record));
  if (!was_open && verdict.passed) TRY_VOID(storage_.drop_evidence(sum));
  if (!was_open) return denied("consent " + record.id + " was concluded or revoked meanwhile; look at it again");
  return record;
}

Result<ConsentRecord> ConsentBook::attest(const Attestation& attestation) {
  TRY_VOID(must_be_name("the person's name", attestation.person));
  TRY_VOID(must_be_languages(attestation.scope.languages));
  if (attestation.reason.size() < kShortestReason || attestation.reason.size() > kLongestReason) {
    return Error{ErrorKind::InvalidInput, "the reason has " + std::to_string(attestation.reason.size()) +
                                              " bytes; say in 10 to 1,000 why there is consent and who saw it"};
  }
  ConsentRecord record;
  record.started_ms = now_ms();
  record.scope = attestation.scope;
  if (is_expired(record.scope, record.started_ms)) {
    return Error{ErrorKind::InvalidInput, "the consent would end before it begins; choose a later end"};
  }
  TRY(const Voice voice, voice_for(attestation.voice));
  TRY_VOID(must_not_be_asked_again(voice, ConsentStrength::Attested));
  TRY_VOID(take_from_limit(voice.id));
  record.id = make_uuid(clock_, random_);
  record.voice_id = voice.id;
  record.person = attestation.person;
  record.reason = valid_utf8(attestation.reason);
  record.strength = ConsentStrength::Attested;
  record.state = ConsentState::Given;
  record.given_ms = record.started_ms;
  if (!attestation.document.empty()) record.audio_sha256 = sha256_hex(attestation.document);
  TRY_VOID(log(AuditAct::ConsentGiven, voice.id,
               {{"consent", record.id},
                {"strength", to_string(record.strength)},
                {"speaker", to_string(record.speaker_check)},
                {"reason_sha256", sha256_hex(record.reason)},
                {"document_sha256", record.audio_sha256}}));
  if (!attestation.document.empty()) TRY_VOID(storage_.keep_evidence(record.audio_sha256, attestation.document));
  TRY_VOID(storage_.add_consent(record));
  return record;
}

Result<Deleted> ConsentBook::revoke(const std::string& id) {
  TRY(const ConsentRecord record, storage_.consent(id));
  TRY(const Voice voice, storage_.voice(record.voice_id));
  if (voice.revoked_ms) {
    return Error{ErrorKind::InvalidInput, "consent " + id + " was revoked before; there is nothing left to delete"};
  }
  TRY_VOID(log(AuditAct::ConsentRevoked, voice.id, {{"consent", id}}));
  return storage_.revoke_voice(voice.id, now_ms());
}

Result<ConsentGrant> ConsentBook::grant(const std::string& id) {
  TRY(const ConsentRecord record, storage_.consent(id));
  if (record.state != ConsentState::Given) {
    return denied("consent " + id + " is " + to_string(record.state) + ", not given; ask for consent first");
  }
  return ConsentGrant(record.id, record.voice_id, record.strength, record.speaker_check, record.scope);
}

Result<std::optional<ConsentGrant>> ConsentBook::grant_of_voice(const std::string& voice_id) {
  TRY(const auto records, storage_.consents());
  std::optional<ConsentRecord> best;
  for (const ConsentRecord& record : records) {
    const bool holds =
        record.voice_id == voice_id && record.state == ConsentState::Given && !is_expired(record.scope, now_ms());
    if (holds && (!best || record.strength == ConsentStrength::Recorded)) best = record;
  }
  if (!best) return std::optional<ConsentGrant>();
  TRY(ConsentGrant found, grant(best->id));
  return std::optional(std::move(found));
}

Result<void> ConsentBook::check(const ConsentGrant& grant, const GrantUse& use) {
  TRY(const ConsentRecord record, storage_.consent(grant.id()));
  if (record.state != ConsentState::Given) {
    return denied("consent " + record.id + " is " + to_string(record.state) + "; this voice may not be used any more");
  }
  if (is_expired(record.scope, now_ms())) {
    return denied("consent " + record.id + " has ended; ask the person again");
  }
  if (use.voice_id != record.voice_id) {
    return denied("consent " + record.id + " is for another voice than the one asked for; choose that voice's consent");
  }
  const auto& allowed = record.scope.languages;
  if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), use.language) == allowed.end()) {
    std::string list;
    for (const std::string& code : allowed) list += (list.empty() ? "" : ", ") + code;
    return denied("consent " + record.id + " allows " + list + ", not '" + printable(use.language) +
                  "'; choose an allowed language or ask the person again");
  }
  return {};
}

}  // namespace timbre::safety
