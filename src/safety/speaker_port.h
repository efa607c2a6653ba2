#pragma once
/// Ports to what listens to who is speaking. Nothing is installed behind them yet; then it says "not checked".

#include <string>

#include "audio/audio_view.h"
#include "base/result.h"

namespace timbre::safety {

struct SpeakerAnswer {
  bool is_same = false;
  double score = 0;   ///< what the model gave, its own scale
  std::string model;  ///< stable name
};

class SpeakerComparer {
 public:
  virtual ~SpeakerComparer() = default;
  /// Whether one person speaks in both. InvalidInput for too little speech.
  [[nodiscard]] virtual Result<SpeakerAnswer> same_person(const audio::AudioView& a, const audio::AudioView& b) = 0;
};

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
