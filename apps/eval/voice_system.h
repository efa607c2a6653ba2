#pragma once
/// What the judge of voices listens to: anything that can say a sentence as somebody.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace timbre::app {

/// What a system hears of a person before it speaks as them: the very first recordings, 20 s at most.
struct VoiceReference {
  std::string speaker;
  int rate_hz = 0;
  std::vector<float> samples;  ///< one channel, full scale ±1
  double f0_median_hz = 0;     ///< as the judge measures it, for what cannot listen itself
  double syllables_hz = 0;     ///< nuclei per second of speech, likewise
  std::uint64_t seed = 1;
};

/// Takes the sound as it comes, block by block, so that the first one can be timed.
using SoundSink = std::function<void(std::span<const float> block)>;
using SaySentence = std::function<Result<void>(const std::string& sentence, const SoundSink& sink)>;

struct VoiceSystem {
  std::string name;   ///< stable: a key of the table
  std::string title;  ///< for people
  int rate_hz = 0;
  bool is_everybody_alike = false;  ///< it says a sentence the same whoever the reference is of
  /// Learns the voice and gives what speaks with it. Called from one thread; models are opened by the first call.
  std::function<Result<SaySentence>(const VoiceReference&)> as;
};

}  // namespace timbre::app
