#pragma once
/// Everything that a synthesizer needs, in memory, with a voice that has consented.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "clone/synthesizer.h"
#include "clone/testing/buzz_engine.h"
#include "safety/consent_book.h"
#include "safety/testing/attested.h"
#include "safety/testing/memory_audit_log.h"
#include "safety/testing/memory_consent_storage.h"

namespace timbre::clone {

class MemoryPieceCache : public PieceCache {
 public:
  std::map<std::pair<std::string, std::string>, std::string> kept;
  bool is_broken = false;

  Result<std::optional<std::string>> get(const std::string& voice_id, const std::string& key) override {
    if (is_broken) return Error{ErrorKind::Unavailable, "the disk is gone"};
    const auto found = kept.find({voice_id, key});
    return found == kept.end() ? std::optional<std::string>() : std::optional(found->second);
  }
  Result<void> put(const std::string& voice_id, const std::string& key, std::string_view sealed) override {
    if (is_broken) return Error{ErrorKind::Unavailable, "the disk is gone"};
    kept[{voice_id, key}] = sealed;
    return {};
  }
  Result<std::size_t> forget_voice(const std::string& voice_id) override {
    return std::erase_if(kept, [&](const auto& item) { return item.first.first == voice_id; });
  }
};

class MemoryVoicePrompts : public VoicePrompts {
 public:
  std::map<std::string, std::string> kept;
  Result<std::optional<std::string>> get(const PromptKey& key) override {
    const auto found = kept.find(name(key));
    return found == kept.end() ? std::optional<std::string>() : std::optional(found->second);
  }
  Result<void> put(const PromptKey& key, std::string_view prompt) override {
    kept[name(key)] = prompt;
    return {};
  }

 private:
  static std::string name(const PromptKey& key) {
    return key.voice_id + "/" + key.engine + "/" + key.engine_version + "/" + key.reference_sha256;
  }
};

class CountedLimits : public safety::RateLimiter {
 public:
  Result<void> take(safety::LimitKind, const std::string&, std::int64_t amount) override {
    left -= amount;
    if (left < 0) return Error{ErrorKind::Denied, "too many clones; wait a minute"};
    return {};
  }
  std::int64_t left = 1'000'000;
};

/// Keeps what went out.
class CollectedBlocks : public safety::MarkedBlockSink {
 public:
  std::vector<float> samples;
  std::vector<std::size_t> sizes;
  std::optional<Error> problem;
  Result<void> take(const safety::MarkedBlock& block) override {
    if (problem) return *problem;
    const auto more = block.audio().channel(0);
    samples.insert(samples.end(), more.begin(), more.end());
    sizes.push_back(more.size());
    return {};
  }
};

struct CloneStudio {
  explicit CloneStudio(std::optional<double> seconds = {}) : engine(seconds) {}

  BuzzEngine engine;
  FakeClock clock{std::chrono::system_clock::from_time_t(1'700'000'000)};
  SeededRandom random{5};
  safety::MemoryConsentStorage storage;
  safety::MemoryAuditLog log;
  safety::ConsentBook book{storage, log, clock, random};
  CountedLimits limits;
  safety::WatermarkKey key{{1, 2, 3, 4, 5, 6, 7, 8}};
  MemoryPieceCache pieces;
  MemoryVoicePrompts prompts;
  safety::ConsentGrant grant = granted({});
  Voice voice{grant.voice_id(), "Ann", {BuzzEngine::kRateHz, std::vector<float>(2400, 0.1F)}, "What is said."};
  std::size_t before = log.events.size();
  SpeechReport report;

  safety::ConsentGrant granted(const std::vector<std::string>& languages) {
    return safety::attested(book, languages.empty() ? "Ann" : "Bea", languages);
  }
  Synthesizer synthesizer() { return {engine, {book, limits, log, key}, {&pieces, &prompts, &clock, &random}}; }
  Result<safety::MarkedSpeech> speak(const std::string& text, const SpeakOptions& options = {}) {
    Synthesizer made = synthesizer();
    auto speech = made.speak(text, voice, grant, options);
    report = made.report();
    return speech;
  }
  Result<safety::MarkedSpeech> stream(const std::string& text, safety::MarkedBlockSink& sink,
                                      const SpeakOptions& options = {}) {
    Synthesizer made = synthesizer();
    auto speech = made.speak_stream(text, voice, grant, options, sink);
    report = made.report();
    return speech;
  }
  /// Since the grant.
  [[nodiscard]] std::vector<std::string> acts() const {
    std::vector<std::string> names;
    for (std::size_t i = before; i < log.events.size(); ++i) names.emplace_back(to_string(log.events[i].act));
    return names;
  }
};

inline std::vector<float> samples_of(const safety::MarkedSpeech& speech) {
  const auto samples = speech.audio().channel(0);
  return {samples.begin(), samples.end()};
}

/// Five pieces.
inline constexpr const char* kLongText =
    "The first sentence is short enough to begin.\n\n"
    "The second paragraph is here. It has two sentences in it.\n\n"
    "The third paragraph is a question, is it not?\n\n"
    "The fourth paragraph ends with a cry!\n\n"
    "And the fifth ends the text for good.";

}  // namespace timbre::clone
