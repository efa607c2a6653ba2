#pragma once
/// The only maker of ConsentGrant. Start here to see how consent comes about: start() → a statement and a challenge →
/// begin_try() → the recording is checked (consent_check.h) → conclude() → a grant. Or attest(), the weaker way.
///
/// Every act stands in the audit log before it takes effect; where the log fails, nothing happens.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "safety/audit_log.h"
#include "safety/consent_check.h"
#include "safety/consent_grant.h"
#include "safety/consent_record.h"
#include "safety/consent_statement.h"
#include "safety/consent_storage.h"
#include "safety/rate_limit.h"

namespace timbre::safety {

/// A challenge is good for this long after it was handed out.
inline constexpr std::int64_t kChallengeLifeMs = 120'000;
/// Recordings that may be handed in for one challenge.
inline constexpr std::int64_t kChallengeTries = 3;
/// Longest name of a voice or a person, characters.
inline constexpr std::size_t kMaxNameLength = 100;

/// What is asked of somebody.
struct ConsentRequest {
  std::string voice;   ///< name of the voice; made where there is none of that name
  std::string person;  ///< the name that is read aloud
  Wording wording;
  std::vector<std::string> languages;           ///< the voice may speak, ISO 639-1; empty: any
  std::optional<std::int64_t> expires_ms = {};  ///< Unix milliseconds UTC; none: until revoked
  std::chrono::year_month_day today;            ///< as the calendar on the person's wall says
};

/// Somebody says that there is consent.
struct Attestation {
  std::string voice;
  std::string person;
  ConsentScope scope;
  std::string reason;    ///< 10 to 1,000 characters
  std::string document;  ///< bytes of a signed statement; may be empty
};

class ConsentBook : public GrantCheck {
 public:
  /// All must outlive it. Without `limits` it may be asked for as often as one likes.
  ConsentBook(ConsentStorage& storage, AuditLog& log, const Clock& clock, Random& random, RateLimiter* limits = nullptr)
      : storage_(storage), log_(log), clock_(clock), random_(random), limits_(limits) {}

  /// InvalidInput for a name that is empty, too long, not UTF-8 or taken.
  [[nodiscard]] Result<Voice> make_voice(const std::string& name);

  /// A statement and a fresh challenge. InvalidInput as the request is, and when the voice has recorded consent
  /// already: it is asked once a voice. Errors of the limit.
  [[nodiscard]] Result<ConsentRecord> start(const ConsentRequest& request);

  /// Uses up a try: what a recording that came now must contain. Denied when the time is over, the tries are used up or
  /// the challenge was used; NotFound.
  [[nodiscard]] Result<ConsentRecord> begin_try(const std::string& id);

  /// What came of a try that was begun: Given where everything necessary passed, Refused after the last try, else still
  /// Open. `recording` is kept where it passed.
  [[nodiscard]] Result<ConsentRecord> conclude(const ConsentRecord& tried, const ConsentVerdict& verdict,
                                               std::string_view recording);

  /// InvalidInput as start(), and for a reason too short to be one.
  [[nodiscard]] Result<ConsentRecord> attest(const Attestation& attestation);

  /// Takes back the consent and closes its voice: what belongs to it is deleted. InvalidInput when it was revoked
  /// before.
  [[nodiscard]] Result<Deleted> revoke(const std::string& id);

  [[nodiscard]] Result<ConsentRecord> find(const std::string& id) { return storage_.consent(id); }
  [[nodiscard]] Result<std::vector<ConsentRecord>> list() { return storage_.consents(); }
  [[nodiscard]] Result<Voice> voice(const std::string& id) { return storage_.voice(id); }
  [[nodiscard]] Result<std::vector<Voice>> voices() { return storage_.voices(); }

  /// The proof. Denied where the consent is not given (any more), NotFound.
  [[nodiscard]] Result<ConsentGrant> grant(const std::string& id);
  /// The strongest that holds now for a voice; none.
  [[nodiscard]] Result<std::optional<ConsentGrant>> grant_of_voice(const std::string& voice_id);

  [[nodiscard]] Result<void> check(const ConsentGrant& grant, const GrantUse& use) override;

 private:
  [[nodiscard]] Result<Voice> voice_for(const std::string& name);
  [[nodiscard]] Result<void> must_not_be_asked_again(const Voice& voice, ConsentStrength strength);
  [[nodiscard]] Result<void> take_from_limit(const std::string& voice_id);
  [[nodiscard]] Result<void> log(AuditAct act, const std::string& voice_id, Json details);
  [[nodiscard]] std::int64_t now_ms() const;

  ConsentStorage& storage_;
  AuditLog& log_;
  const Clock& clock_;
  Random& random_;
  RateLimiter* limits_;
};

}  // namespace timbre::safety
