#pragma once
/// All that stands under a clone, in memory, with consent given: what a test of an engine needs, since an engine is
/// heard through the synthesizer alone.

#include <string>
#include <utility>

#include "base/clock.h"
#include "base/random.h"
#include "clone/synthesizer.h"
#include "safety/consent_book.h"
#include "safety/rate_limit.h"
#include "safety/testing/attested.h"
#include "safety/testing/memory_audit_log.h"
#include "safety/testing/memory_consent_storage.h"
#include "safety/testing/speech_like.h"

namespace timbre::clone {

class NoLimits : public safety::RateLimiter {
 public:
  Result<void> take(safety::LimitKind, const std::string&, std::int64_t) override { return {}; }
};

struct Consented {
  SystemClock clock;
  SeededRandom random{7};
  safety::MemoryConsentStorage storage;
  safety::MemoryAuditLog log;
  safety::ConsentBook book{storage, log, clock, random};
  NoLimits limits;
  safety::WatermarkKey key{{8, 7, 6, 5, 4, 3, 2, 1}};
  safety::ConsentGrant grant = safety::attested(book, "Ann");
  Voice voice{grant.voice_id(), "Ann", {24'000, safety::speech_like(24'000, 4, 1)}, "It was a bright cold day."};

  Result<safety::MarkedSpeech> speak(Engine& engine, const std::string& text, SpeakOptions options = {}) {
    if (options.language.empty()) options.language = "en";
    options.asked_by = "test";
    return Synthesizer(engine, {book, limits, log, key}).speak(text, voice, grant, options);
  }
};

}  // namespace timbre::clone
