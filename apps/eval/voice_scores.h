#pragma once
/// From what was heard in every clip to a system's numbers.

#include <optional>
#include <string>
#include <vector>

#include "eval/voice_identity.h"
#include "eval/voice_table.h"
#include "voice_ears.h"
#include "voice_people.h"

namespace timbre::app {

/// One clip of a system.
struct Clip {
  std::size_t person = 0;
  std::string sentence;        ///< empty for a recording
  std::string file;            ///< of a recording
  int rate_hz = 0;             ///< of `samples`
  std::vector<float> samples;  ///< as the system gave them
  Heard heard;
  eval::ClipIdentity identity;
};

/// What speaking took, measured on one thread with nothing else going on in the process.
struct SpeakingCost {
  double processor_s = 0;  ///< of all threads, for all sounds
  double sound_s = 0;
  std::vector<double> first_audio_ms;  ///< processor time until the first block, per sentence
  std::vector<double> first_wall_ms;   ///< the same by the clock on the wall
  std::vector<double> learn_ms;        ///< processor time from reference to speaker, per person
  /// Peak while opening, learning and saying the first sentence, over before; none where it cannot be measured.
  std::optional<double> memory_mib = {};
};

struct SystemClips {
  std::string name;
  std::string title;
  std::vector<Clip> clips;  ///< person by person, sentences in order
  SpeakingCost cost;
};

/// `clips` may be those of one person, for their own numbers. Recordings ("real") have no words, cost or learning.
[[nodiscard]] eval::VoiceScore score_of(const SystemClips& system, const std::vector<const Clip*>& clips,
                                        const std::vector<Person>& people);

}  // namespace timbre::app
