#pragma once
/// The one way to a clone: text + voice + consent → marked speech. Consent is checked, the mark is embedded and found
/// again, and both the wish and its end are in the audit log before anybody hears anything.

#include <string>

#include "base/result.h"
#include "clone/engine.h"
#include "safety/audit_log.h"
#include "safety/consent_grant.h"
#include "safety/marked_speech.h"
#include "safety/rate_limit.h"
#include "safety/watermark_key.h"

namespace timbre::clone {

/// What stands under every clone. All of it outlives the synthesizer.
struct Safeguards {
  safety::GrantCheck& consent;
  safety::RateLimiter& limits;
  safety::AuditLog& log;
  const safety::WatermarkKey& key;
};

class Synthesizer {
 public:
  Synthesizer(Engine& engine, Safeguards safeguards) : engine_(engine), safeguards_(safeguards) {}

  /// Denied where the grant does not hold for this voice and language or a limit is reached; InvalidInput for an empty
  /// text and for speech too short to be marked; what the engine says; what the log says where it cannot be written.
  /// The payload of the mark is the number of the log's record `clone_asked` (watermark_payload.h).
  [[nodiscard]] Result<safety::MarkedSpeech> speak(const std::string& text, const Voice& voice,
                                                   const safety::ConsentGrant& grant, const SpeakOptions& options = {});

 private:
  [[nodiscard]] Result<safety::MarkedSpeech> make(const std::string& text, const Voice& voice,
                                                  const safety::ConsentGrant& grant, const SpeakOptions& options,
                                                  std::uint32_t payload);

  Engine& engine_;
  Safeguards safeguards_;
};

}  // namespace timbre::clone
