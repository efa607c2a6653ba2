#pragma once
/// An engine for tests: something like speech, longer for longer texts, another for another text, that carries a mark.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>

#include "base/sha256.h"
#include "clone/engine.h"
#include "safety/testing/speech_like.h"

namespace timbre::clone {

/// What a test looks at and sets; outlives the engine.
struct VowelControl {
  std::atomic<int> asked{0};
  std::atomic<bool> was_told_of_the_end{false};
  std::atomic<bool> is_held{false};  ///< speaks only when this is false again, or it was stopped
  std::optional<Error> problem = {};
  EngineState state = {.is_ready = true};
  std::string last_reference_text = {};
  bool was_text_unchecked = false;
  std::size_t last_reference_frames = 0;
  std::set<std::string> forgotten = {};  ///< voices
};

class VowelEngine : public Engine {
 public:
  VowelEngine(VowelControl& control, EngineTraits traits) : control_(control), traits_(std::move(traits)) {}
  [[nodiscard]] const EngineTraits& traits() const override { return traits_; }
  [[nodiscard]] EngineState state() override { return control_.state; }
  void forget_voice(const std::string& voice_id) override { control_.forgotten.insert(voice_id); }

  static EngineTraits usual(const std::string& name = "vowel") {
    EngineTraits traits{.name = name, .title = "Vowels", .version = "1"};
    traits.languages = {"en", "de"};
    traits.sample_rate_hz = 24'000;
    traits.takes_seed = true;
    return traits;
  }

 private:
  Result<void> synthesise(const std::string& piece, const Voice& voice, const SpeakOptions& options,
                          RawSpeechSink& sink) override {
    ++control_.asked;
    control_.last_reference_text = voice.reference_text;
    control_.was_text_unchecked = voice.is_text_unchecked;
    control_.last_reference_frames = voice.reference.frame_count();
    if (options.on_news) options.on_news({.words = "saying it", .progress = 0.5});
    while (control_.is_held && !options.cancel.is_cancelled()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    control_.was_told_of_the_end = options.ending.is_cancelled();
    if (options.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "the clone was stopped"};
    if (control_.problem) return *control_.problem;
    const double duration_s = std::clamp(0.08 * static_cast<double>(piece.size()), 4.0, 12.0);
    const std::uint64_t seed = std::stoull(sha256_hex(piece).substr(0, 12), nullptr, 16);
    return sink.take(
        RawSpeech({traits_.sample_rate_hz, safety::speech_like(traits_.sample_rate_hz, duration_s, seed)}));
  }

  VowelControl& control_;
  EngineTraits traits_;
};

}  // namespace timbre::clone
