#pragma once
/// Ports to what listens to who is speaking. Where nothing is installed behind one, the check says "not checked".

#include <string>

#include "audio/audio_view.h"
#include "base/result.h"

namespace timbre::safety {

/// Undecided: nobody should rely on either; more speech may tell.
enum class SpeakerOutcome { Same, Different, Undecided };

struct SpeakerAnswer {
  SpeakerOutcome outcome = SpeakerOutcome::Undecided;
  double probability = 0;      ///< 0 … 1, that it is one person, if one and two were equally likely beforehand
  double score = 0;            ///< what the model gave, its own scale
  std::string model = {};      ///< stable name
  std::string reference = {};  ///< what the recording was compared with, for people; may be empty
};

/// "94 % likely", "more than 99 % likely": for sentences; never a certainty that no measurement gives.
[[nodiscard]] std::string likely_text(double probability);

struct SyntheticAnswer {
  double likelihood = 0;  ///< 0 … 1, that the speech was made by a machine
  std::string model;
};

/// Its answer is a warning for people and never a gate: such detectors fail on machines they have not heard before.
class SyntheticSpeechWarner {
 public:
  virtual ~SyntheticSpeechWarner() = default;
  [[nodiscard]] virtual Result<SyntheticAnswer> listen(const audio::AudioView& sound) = 0;
};

}  // namespace timbre::safety
