#pragma once
/// The port to whatever makes speech in a voice. What it makes can be read by the synthesizer alone: there is no way
/// from an engine to a file that leaves out consent, mark and trace.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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
  bool is_text_unchecked = false;     ///< reference_text is a machine's and nobody has read it
  std::string prompt = {};            ///< what make_prompt() of the engine gave for this reference; empty: none
};

/// What an engine says while it works, for people.
struct EngineNews {
  std::string words = {};               ///< "waiting for the endpoint to wake up: 40 s so far"
  std::optional<double> progress = {};  ///< 0 … 1 of this text, where it is known
  bool is_warning = false;              ///< to be told when the work is done as well
};

struct SpeakOptions {
  std::string language = {};               ///< ISO 639-1; empty: unknown
  std::string asked_by = {};               ///< who asks, for the log: an id, never a name
  double speed = 1;                        ///< 0.5 … 2, where the engine takes it
  double pitch_st = 0;                     ///< −6 … 6, where the engine takes it
  double expressiveness = 1;               ///< 0 … 2 times the melody, where the engine takes it
  double pauses = 1;                       ///< 0 … 3 times as long, where the engine takes it
  std::string instruction = {};            ///< how to say it, in words, where the engine takes it
  std::optional<std::uint64_t> seed = {};  ///< where the engine takes it
  /// The voice is learnt more closely first, where the engine can: up to two minutes, once for a reference.
  bool fits_closely = false;
  bool is_anew = false;                                 ///< made again though a finished piece is kept
  std::function<void(const EngineNews&)> on_news = {};  ///< called from the thread that speaks
  CancelToken cancel = {};
  /// Cancelled before `cancel` where the program ends: what was begun elsewhere is left to be taken up by a later call.
  CancelToken ending = {};
};

enum class RunsWhere { ThisMachine, OwnServer, Cloud };

/// this_machine, own_server, cloud.
[[nodiscard]] const char* to_string(RunsWhere where);

/// What an engine can do. Does not change while it exists.
struct EngineTraits {
  std::string name;                         ///< stable, lower case, for logs, file metadata and `--engine`
  std::string title;                        ///< for people
  std::string version = {};                 ///< model or configuration; part of what a finished piece is kept under
  std::vector<std::string> languages = {};  ///< ISO 639-1; empty: not said, any may work
  std::vector<std::string> experimental_languages = {};  ///< spoken as well, not well; each clone is told so
  int sample_rate_hz = 0;                                ///< of what it makes; 0: known only afterwards
  bool streams = false;                                  ///< gives blocks before a text is finished
  bool takes_speed = false;
  bool takes_pitch = false;
  bool takes_expressiveness = false;
  bool takes_pauses = false;
  bool takes_instruction = false;
  bool takes_seed = false;
  bool fits_voices = false;       ///< can learn a voice more closely than at first (SpeakOptions::fits_closely)
  bool needs_transcript = false;  ///< reference_text must be there
  RunsWhere runs_where = RunsWhere::ThisMachine;
  std::string what_leaves = {};            ///< what leaves this machine, for people; empty: nothing
  std::size_t max_piece_characters = 400;  ///< a longer text is handed over in pieces, code points
};

/// Whether it can work now.
struct EngineState {
  bool is_ready = false;
  std::string needs = {};  ///< what is missing, one sentence for people; empty when ready
  std::string step = {};   ///< what enables it: a command, a setting, a file
  std::string note = {};   ///< worth knowing though ready: "the first sentence can take minutes"; may be empty
};

/// Speech without a mark. Nobody but the synthesizer can look inside.
class RawSpeech {
 public:
  explicit RawSpeech(audio::AudioBuffer audio) : audio_(std::move(audio)) {}

 private:
  friend class Synthesizer;
  audio::AudioBuffer audio_;
};

/// Takes what an engine makes, block by block; all of one rate, one channel.
class RawSpeechSink {
 public:
  virtual ~RawSpeechSink() = default;
  /// An error stops the engine, which passes it on.
  [[nodiscard]] virtual Result<void> take(RawSpeech block) = 0;
};

class Engine {
 public:
  virtual ~Engine() = default;
  [[nodiscard]] virtual const EngineTraits& traits() const = 0;
  /// May ask a server, for two seconds at most; answers that were asked for lately are kept by the engine. Thread-safe.
  [[nodiscard]] virtual EngineState state() = 0;
  /// What is taken from the reference once and kept with the voice: any bytes, empty for an engine that keeps nothing.
  /// Kept under traits().name, traits().version, whether the voice is fitted closely, and the reference. Errors as
  /// synthesise().
  [[nodiscard]] virtual Result<std::string> make_prompt(const Voice& voice, const SpeakOptions& options) {
    (void)voice, (void)options;
    return std::string();
  }
  /// The voice may not be spoken with any more: what the engine keeps of it goes, elsewhere too as far as it can be
  /// reached. Any thread.
  virtual void forget_voice(const std::string& voice_id) { (void)voice_id; }

 private:
  friend class Synthesizer;
  /// Speaks one piece of at most traits().max_piece_characters into the sink, in one block or in many. One channel.
  /// Unavailable, naming what is needed, where it cannot work; InvalidInput for what it cannot say; Cancelled when it
  /// was stopped, within a second. One call at a time.
  [[nodiscard]] virtual Result<void> synthesise(const std::string& piece, const Voice& voice,
                                                const SpeakOptions& options, RawSpeechSink& sink) = 0;
};

}  // namespace timbre::clone
