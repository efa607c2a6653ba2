#pragma once
/// The port to whatever makes speech in a voice. What it makes can be read by the synthesizer alone: there is no way
/// from an engine to a file that leaves out consent, mark and trace.

#include <string>
#include <utility>

#include "audio/audio_buffer.h"
#include "base/cancel.h"
#include "base/result.h"

namespace timbre::clone {

/// Who is to speak.
struct Voice {
  std::string id;
  std::string name;
  audio::AudioBuffer reference = {};  ///< the clip the voice is taken from
  std::string reference_text = {};    ///< what is said in it; may be empty where the engine does not need it
};

struct SpeakOptions {
  std::string language = {};  ///< ISO 639-1; empty: unknown
  std::string asked_by = {};  ///< who asks, for the log: an id, never a name
  CancelToken cancel = {};
};

/// Speech without a mark. Nobody but the synthesizer can look inside.
class RawSpeech {
 public:
  explicit RawSpeech(audio::AudioBuffer audio) : audio_(std::move(audio)) {}

 private:
  friend class Synthesizer;
  audio::AudioBuffer audio_;
};

class Engine {
 public:
  virtual ~Engine() = default;
  /// Stable, lower case, for logs and file metadata.
  [[nodiscard]] virtual std::string name() const = 0;

 private:
  friend class Synthesizer;
  /// One channel. Unavailable, naming what is needed, where it cannot work; Cancelled when it was stopped.
  [[nodiscard]] virtual Result<RawSpeech> synthesise(const std::string& text, const Voice& voice,
                                                     const SpeakOptions& options) = 0;
};

}  // namespace timbre::clone
