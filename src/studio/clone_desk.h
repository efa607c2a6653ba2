#pragma once
/// The use case behind a clone: who may speak, through which engine, and how long it took. What stands under it is the
/// safety desk; what makes the speech is the synthesizer (clone/synthesizer.h), which leaves nothing out.

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "clone/engine_registry.h"
#include "clone/file_piece_cache.h"
#include "clone/synthesizer.h"
#include "safety/consent_grant.h"
#include "safety/marked_speech.h"
#include "safety/marked_stream.h"
#include "studio/clone_likeness.h"
#include "studio/clone_order.h"
#include "studio/clone_prompts.h"
#include "studio/clone_reference.h"
#include "studio/safety_desk.h"

namespace timbre::studio {

struct MadeClone {
  safety::MarkedSpeech speech;
  double first_audio_s = 0;    ///< until the first marked block was there
  double took_s = 0;           ///< until the whole was
  bool is_from_cache = false;  ///< nothing of it had to be made
  std::vector<std::string> warnings = {};
  CloneLikeness likeness = {};  ///< to the clip it was made from
};

/// How a clone is made, besides what is said.
struct CloneWork {
  clone::Engine& engine;
  const safety::ConsentGrant& grant;
  CloneReference reference;
  std::string asked_by;  ///< for the log: an id, never a name
  std::function<void(const clone::EngineNews&)> on_news = {};
  safety::MarkedBlockSink* blocks = nullptr;  ///< gets the speech while it is made; none: only the whole
  CancelToken cancel = {};
  CancelToken ending = {};  ///< as in SpeakOptions
};

/// Thread-safe; an engine speaks for one at a time, the others wait.
class CloneDesk {
 public:
  /// All must outlive it.
  CloneDesk(SafetyDesk& safety, const clone::EngineRegistry& engines, const std::filesystem::path& data_folder,
            FileSystem& disk);
  ~CloneDesk();

  [[nodiscard]] const clone::EngineRegistry& engines() const { return engines_; }
  [[nodiscard]] SafetyDesk& safety() { return safety_; }

  /// The grant of that id, or without one the strongest that holds for the voice. Denied where there is none, saying
  /// how consent is given; NotFound for an unknown voice.
  [[nodiscard]] Result<safety::ConsentGrant> grant_for(const std::string& voice_id, const std::string& grant_id = "");

  /// Speaks. InvalidInput where the engine needs words of the reference that nobody knows, or does not take what was
  /// ordered; otherwise as Synthesizer::speak().
  [[nodiscard]] Result<MadeClone> make(const CloneOrder& order, CloneWork work);

  /// Every engine gives up what it keeps of voices that are revoked.
  [[nodiscard]] Result<void> forget_revoked_voices();

 private:
  class Turn;
  [[nodiscard]] Result<MadeClone> speak(const CloneOrder& order, CloneWork& work, const clone::Voice& voice);
  [[nodiscard]] CloneLikeness likeness(const MadeClone& made, const clone::Voice& voice);
  [[nodiscard]] std::timed_mutex& turns_of(const std::string& engine);

  SafetyDesk& safety_;
  const clone::EngineRegistry& engines_;
  ClonePrompts prompts_;
  clone::FilePieceCache pieces_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<std::timed_mutex>> turns_;
};

}  // namespace timbre::studio
