#pragma once
/// Everything that stands under a clone, in memory: a person who consented, a clip, and the way to speak with an
/// engine.

#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "clone/synthesizer.h"
#include "safety/consent_book.h"
#include "safety/testing/attested.h"
#include "safety/testing/memory_audit_log.h"
#include "safety/testing/memory_consent_storage.h"

namespace timbre::cloud {

/// Harmonics with syllables: what a mark can live in.
inline std::vector<float> buzz(double seconds, int rate_hz = 24'000) {
  std::vector<float> samples(static_cast<std::size_t>(rate_hz * seconds));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / rate_hz;
    double value = 0;
    for (int harmonic = 1; harmonic <= 25; ++harmonic) {
      value += std::sin(2 * std::numbers::pi * 140 * harmonic * t + harmonic * harmonic) / harmonic;
    }
    samples[i] = static_cast<float>(0.1 * value * (0.3 + std::abs(std::sin(9 * t))));
  }
  return samples;
}

class ConsentingStudio {
 public:
  ConsentingStudio() {
    voice.id = grant.voice_id();
    voice.name = "Ann";
    voice.reference = audio::AudioBuffer(24'000, buzz(3));
    voice.reference_text = "One two three four.";
  }
  Result<safety::MarkedSpeech> speak(clone::Engine& engine, const std::string& text = "One dollar and eighty cents.") {
    return clone::Synthesizer(engine, {book, limits, log, key}).speak(text, voice, grant, options);
  }

  class NoLimits : public safety::RateLimiter {
   public:
    Result<void> take(safety::LimitKind /*kind*/, const std::string& /*voice*/, std::int64_t /*amount*/) override {
      return {};
    }
  };

  FakeClock clock{std::chrono::system_clock::from_time_t(1'700'000'000)};
  SeededRandom random{5};
  safety::MemoryConsentStorage storage;
  safety::MemoryAuditLog log;
  safety::ConsentBook book{storage, log, clock, random};
  NoLimits limits;
  safety::WatermarkKey key{{1, 2, 3, 4, 5, 6, 7, 8}};
  safety::ConsentGrant grant = safety::attested(book, "Ann");
  clone::Voice voice;
  clone::SpeakOptions options{.asked_by = "test"};
};

}  // namespace timbre::cloud
