#pragma once
/// Voices and the consents given for them, as they are kept.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "safety/consent_grant.h"

namespace timbre::safety {

/// A voice that may be cloned once there is consent. Times are Unix milliseconds, UTC.
struct Voice {
  std::string id;  ///< UUID
  std::string name;
  std::int64_t created_ms = 0;
  std::optional<std::int64_t> revoked_ms = {};  ///< set: a tombstone; nothing may be made with it any more
};

enum class ConsentState {
  Open,     ///< asked for; the challenge waits to be read
  Given,    ///< checked or attested: there is a grant
  Refused,  ///< three tries failed
  Revoked,  ///< taken back; what belonged to the voice is deleted
};

/// open, given, refused, revoked.
[[nodiscard]] const char* to_string(ConsentState state);

/// One consent with everything that is kept of it. On revocation person, statement, challenge, reason and both sums of
/// what was handed in go; the rest is the tombstone.
struct ConsentRecord {
  std::string id;  ///< UUID; the grant has the same
  std::string voice_id;
  std::string person;     ///< the name that is read aloud
  std::string language;   ///< ISO 639-1, of the statement
  std::string wording;    ///< timbre, azure, openai; empty where it was attested
  std::string company;    ///< whom the wording names besides; may be empty
  std::string statement;  ///< to be read aloud, without the challenge
  std::vector<std::string> challenge;
  ConsentScope scope;
  ConsentState state = ConsentState::Open;
  ConsentStrength strength = ConsentStrength::Recorded;
  SpeakerCheck speaker_check = SpeakerCheck::NotChecked;
  std::int64_t started_ms = 0;
  std::int64_t tries = 0;  ///< used up
  std::optional<std::int64_t> given_ms = {};
  std::optional<std::int64_t> revoked_ms = {};
  std::string reason;        ///< of an attestation
  std::string audio_sha256;  ///< of the recording that passed, or of the signed document; empty: none
  std::string checks_json;   ///< what was checked and what came of it, of the last try; empty: none
};

}  // namespace timbre::safety
