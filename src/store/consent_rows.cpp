#include "store/consent_rows.h"

#include <utility>

#include "base/json.h"

namespace timbre::store {
namespace {

using safety::ConsentRecord;
using safety::ConsentState;
using safety::ConsentStrength;
using safety::SpeakerCheck;
using safety::Voice;

constexpr std::string_view kConsentColumns =
    "id, voice_id, person, language, wording, company, statement, challenge, purpose, languages, expires_ms, state, "
    "strength, speaker_check, started_ms, tries, given_ms, revoked_ms, reason, evidence, checks";

std::string joined(const std::vector<std::string>& words) { return Json(words).dump(); }

/// Only this program writes these columns; what is not such a list is none.
std::vector<std::string> parted(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  std::vector<std::string> words;
  if (!json.is_array()) return words;
  for (const Json& word : json)
    if (word.is_string()) words.push_back(word);
  return words;
}

Result<ConsentState> state_of(const std::string& word) {
  for (const auto state : {ConsentState::Open, ConsentState::Given, ConsentState::Refused, ConsentState::Revoked})
    if (word == to_string(state)) return state;
  return Error{ErrorKind::Corrupt, "safety.db holds a consent in the unknown state '" + word + "'"};
}

/// What is not plainly another word is the weakest.
SpeakerCheck speaker_check_of(const std::string& word) {
  for (const auto check : {SpeakerCheck::SamePerson, SpeakerCheck::OtherPerson, SpeakerCheck::Undecided})
    if (word == to_string(check)) return check;
  return SpeakerCheck::NotChecked;
}

Result<ConsentRecord> consent_of(const Statement& row) {
  ConsentRecord record;
  int column = 0;
  record.id = row.text(column++);
  record.voice_id = row.text(column++);
  record.person = row.text(column++);
  record.language = row.text(column++);
  record.wording = row.text(column++);
  record.company = row.text(column++);
  record.statement = row.text(column++);
  record.challenge = parted(row.text(column++));
  record.scope.purpose = row.text(column++);
  record.scope.languages = parted(row.text(column++));
  record.scope.expires_ms = row.optional_integer(column++);
  TRY(record.state, state_of(row.text(column++)));
  // what is not plainly the stronger word is the weaker
  record.strength = row.text(column++) == to_string(ConsentStrength::Recorded) ? ConsentStrength::Recorded
                                                                               : ConsentStrength::Attested;
  record.speaker_check = speaker_check_of(row.text(column++));
  record.started_ms = row.integer(column++);
  record.tries = row.integer(column++);
  record.given_ms = row.optional_integer(column++);
  record.revoked_ms = row.optional_integer(column++);
  record.reason = row.text(column++);
  record.audio_sha256 = row.text(column++);
  record.checks_json = row.text(column++);
  return record;
}

}  // namespace

Result<void> insert_voice(Database& database, const Voice& voice) {
  TRY(Statement insert, database.prepare("INSERT INTO voices (id, name, created_ms) VALUES (?, ?, ?)"));
  insert.bind(0, voice.id);
  insert.bind(1, voice.name);
  insert.bind(2, voice.created_ms);
  return insert.run();
}

Result<std::vector<Voice>> select_voices(Database& database, const std::string& where, const std::string& parameter) {
  TRY(Statement select, database.prepare("SELECT id, name, created_ms, revoked_ms FROM voices WHERE " + where +
                                         " ORDER BY created_ms DESC, id DESC"));
  select.bind(0, parameter);
  std::vector<Voice> voices;
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) return voices;
    voices.push_back({select.text(0), select.text(1), select.integer(2), select.optional_integer(3)});
  }
}

Result<void> insert_consent(Database& database, const ConsentRecord& record) {
  TRY(Statement insert, database.prepare("INSERT INTO consents (" + std::string(kConsentColumns) +
                                         ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  int column = 0;
  insert.bind(column++, record.id);
  insert.bind(column++, record.voice_id);
  insert.bind(column++, record.person);
  insert.bind(column++, record.language);
  insert.bind(column++, record.wording);
  insert.bind(column++, record.company);
  insert.bind(column++, record.statement);
  insert.bind(column++, joined(record.challenge));
  insert.bind(column++, record.scope.purpose);
  insert.bind(column++, joined(record.scope.languages));
  insert.bind(column++, record.scope.expires_ms);
  insert.bind(column++, std::string_view(to_string(record.state)));
  insert.bind(column++, std::string_view(to_string(record.strength)));
  insert.bind(column++, std::string_view(to_string(record.speaker_check)));
  insert.bind(column++, record.started_ms);
  insert.bind(column++, record.tries);
  insert.bind(column++, record.given_ms);
  insert.bind(column++, record.revoked_ms);
  insert.bind(column++, record.reason);
  insert.bind(column++, record.audio_sha256);
  insert.bind(column++, record.checks_json);
  return insert.run();
}

Result<std::vector<ConsentRecord>> select_consents(Database& database, const std::string& where,
                                                   const std::string& parameter) {
  TRY(Statement select, database.prepare("SELECT " + std::string(kConsentColumns) + " FROM consents WHERE " + where +
                                         " ORDER BY started_ms DESC, id DESC"));
  select.bind(0, parameter);
  std::vector<ConsentRecord> records;
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) return records;
    TRY(ConsentRecord record, consent_of(select));
    records.push_back(std::move(record));
  }
}

Result<bool> update_open_consent(Database& database, const ConsentRecord& record) {
  TRY(Statement update,
      database.prepare("UPDATE consents SET state = ?, strength = ?, speaker_check = ?, given_ms = ?, evidence = ?, "
                       "checks = ? WHERE id = ? AND state = 'open'"));
  update.bind(0, std::string_view(to_string(record.state)));
  update.bind(1, std::string_view(to_string(record.strength)));
  update.bind(2, std::string_view(to_string(record.speaker_check)));
  update.bind(3, record.given_ms);
  update.bind(4, record.audio_sha256);
  update.bind(5, record.checks_json);
  update.bind(6, record.id);
  TRY_VOID(update.run());
  return database.changes() == 1;
}

}  // namespace timbre::store
