#pragma once
/// The one way to a clone: text + voice + consent → marked speech. Consent is checked, the mark is embedded and found
/// again, and both the wish and its end are in the audit log before anybody hears anything. What happens to a text on
/// the way: docs/clone.md.

#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "clone/engine.h"
#include "clone/piece_cache.h"
#include "clone/speech_report.h"
#include "clone/voice_prompts.h"
#include "safety/audit_log.h"
#include "safety/consent_grant.h"
#include "safety/marked_speech.h"
#include "safety/marked_stream.h"
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

/// What saves work; each may be missing. All of it outlives the synthesizer.
struct SynthesizerShelves {
  PieceCache* pieces = nullptr;     ///< finished pieces, sealed; none: every piece is made
  VoicePrompts* prompts = nullptr;  ///< none: make_prompt() is asked once for every text
  const Clock* clock = nullptr;     ///< none: the machine's
  Random* random = nullptr;         ///< none: the kernel's
};

/// One call at a time.
class Synthesizer {
 public:
  Synthesizer(Engine& engine, Safeguards safeguards, SynthesizerShelves shelves = {});

  /// Denied where the grant does not hold for this voice and language, which is asked again before every piece, or a
  /// limit is reached; InvalidInput for a text that cannot be spoken (pieces.h), for options and languages that the
  /// engine does not take, and for speech too short to be marked; Cancelled; what the engine says; what the log says
  /// where it cannot be written. The payload of the mark is the number of the log's record `clone_asked`
  /// (watermark_payload.h).
  [[nodiscard]] Result<safety::MarkedSpeech> speak(const std::string& text, const Voice& voice,
                                                   const safety::ConsentGrant& grant, const SpeakOptions& options = {});

  /// The same samples, block by block while they are made; the whole at the end. Errors as speak(): then what the sink
  /// got is part of no clone and must be thrown away, and `clone_refused` says how much it was. An error of the sink
  /// stops the clone and is passed on.
  [[nodiscard]] Result<safety::MarkedSpeech> speak_stream(const std::string& text, const Voice& voice,
                                                          const safety::ConsentGrant& grant,
                                                          const SpeakOptions& options, safety::MarkedBlockSink& sink);

  /// Of the last call, failed or not.
  [[nodiscard]] const SpeechReport& report() const { return report_; }

 private:
  class Run;
  class Sealer;

  Engine& engine_;
  Safeguards safeguards_;
  SynthesizerShelves shelves_;
  SpeechReport report_;
};

}  // namespace timbre::clone
