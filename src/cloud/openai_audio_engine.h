#pragma once
/// Any server that speaks OpenAI's audio API and takes a clip to clone: `POST /v1/audio/speech` in the dialects of
/// vLLM-Omni, the two Chatterbox servers, LocalAI, qwentts.cpp and OpenAI itself. docs/engines.md.

#include <chrono>
#include <functional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "clone/engine.h"
#include "cloud/openai_connection.h"
#include "cloud/openai_dialect.h"
#include "cloud/openai_probe.h"
#include "cloud/openai_voices.h"

namespace timbre::cloud {

/// What the engine lives on; all of it outlives it.
struct OpenAiWorld {
  net::HttpExchanger& exchanger;
  const Clock& clock;
  Random& random;
  FileSystem& disk;
  EnvironmentLookup environment = environment_variable;
  std::function<void(std::chrono::milliseconds)> sleep = {};  ///< none: the thread's own
};

class OpenAiAudioEngine : public clone::Engine {
 public:
  OpenAiAudioEngine(OpenAiServer server, OpenAiWorld world);
  [[nodiscard]] const clone::EngineTraits& traits() const override { return traits_; }
  [[nodiscard]] clone::EngineState state() override;
  /// Uploads the clip where the server keeps voices; the prompt then says which, else nothing.
  [[nodiscard]] Result<std::string> make_prompt(const clone::Voice& voice, const clone::SpeakOptions& options) override;
  void forget_voice(const std::string& voice_id) override { voices_.delete_voice(voice_id); }

 private:
  /// What one piece is spoken with.
  struct Plan {
    OpenAiDialect dialect = OpenAiDialect::OpenAi;
    std::string model = {};
    std::string reference_wav = {};
    std::string server_voice = {};
    std::string prompt = {};
    bool is_uploaded = false;
    bool is_streamed = true;
  };
  struct Attempt {
    Result<void> result = {};
    int status = 0;          ///< of the answer; 0: there was none
    bool has_given = false;  ///< something was heard: no second try
  };
  /// What was tried already.
  struct Tries {
    int waits = 0;
    bool is_repeated = false;
    bool is_uploaded_again = false;
  };

  [[nodiscard]] Result<void> synthesise(const std::string& piece, const clone::Voice& voice,
                                        const clone::SpeakOptions& options, clone::RawSpeechSink& sink) override;
  [[nodiscard]] Result<Plan> plan_for(const clone::Voice& voice, const clone::SpeakOptions& options);
  [[nodiscard]] Result<void> plan_reference(const clone::Voice& voice, const clone::SpeakOptions& options, Plan& plan);
  [[nodiscard]] Attempt attempt(const std::string& piece, const clone::Voice& voice, const clone::SpeakOptions& options,
                                const Plan& plan, clone::RawSpeechSink& sink) const;
  /// Makes ready for another try, or gives the attempt's error.
  [[nodiscard]] Result<void> recover(const Attempt& failed, const clone::Voice& voice,
                                     const clone::SpeakOptions& options, Plan& plan, Tries& tries);
  [[nodiscard]] Result<void> wait(std::chrono::milliseconds time, const clone::SpeakOptions& options) const;

  OpenAiWorld world_;
  OpenAiConnection connection_;
  OpenAiProbe probe_;
  OpenAiVoices voices_;
  clone::EngineTraits traits_;
};

}  // namespace timbre::cloud
