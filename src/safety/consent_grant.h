#pragma once
/// Proof of consent, needed to clone. Only the consent book of this room makes one (consent_book.h).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace timbre::safety {

enum class ConsentStrength {
  Recorded,  ///< the person read the statement and a random challenge aloud, and it was checked
  Attested,  ///< somebody says so, with a reason or a signed document: the weaker kind
};

/// Whether the person who consents is the person to be cloned.
enum class SpeakerCheck {
  NotChecked,
  SamePerson,
  OtherPerson,  ///< the consent is not given by whose voice it is: there is no grant
  Undecided,    ///< it could not be told: there is no grant either, a longer clip is needed
};

/// recorded, attested; not_checked, same_person, other_person, undecided.
[[nodiscard]] const char* to_string(ConsentStrength strength);
[[nodiscard]] const char* to_string(SpeakerCheck check);

/// What was allowed.
struct ConsentScope {
  std::string purpose;                          ///< as stated: own_use, project, …
  std::vector<std::string> languages;           ///< ISO 639-1 codes; empty: any
  std::optional<std::int64_t> expires_ms = {};  ///< Unix milliseconds UTC; none: until revoked
};

/// Cannot be made, assembled or changed outside `safety`; a copy is as good as the original. It tells what was granted,
/// not that it still holds: ask ConsentBook::check() before every use.
class ConsentGrant {
 public:
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] const std::string& voice_id() const { return voice_id_; }
  [[nodiscard]] ConsentStrength strength() const { return strength_; }
  [[nodiscard]] SpeakerCheck speaker_check() const { return speaker_check_; }
  [[nodiscard]] const ConsentScope& scope() const { return scope_; }

 private:
  friend class ConsentBook;
  ConsentGrant(std::string id, std::string voice_id, ConsentStrength strength, SpeakerCheck speaker_check,
               ConsentScope scope);

  std::string id_;
  std::string voice_id_;
  ConsentStrength strength_;
  SpeakerCheck speaker_check_;
  ConsentScope scope_;
};

/// What somebody wants to do under a grant.
struct GrantUse {
  std::string voice_id;
  std::string language;  ///< ISO 639-1; empty: unknown
};

/// The port through which cloning asks whether a grant still holds: revoked, expired, outside its scope, another voice.
class GrantCheck {
 public:
  virtual ~GrantCheck() = default;
  /// Denied, in words that say what to do, where it does not hold.
  [[nodiscard]] virtual Result<void> check(const ConsentGrant& grant, const GrantUse& use) = 0;
};

}  // namespace timbre::safety
