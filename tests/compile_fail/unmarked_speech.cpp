// Marked speech is made by marking, not by saying so.
#include "safety/marked_speech.h"

namespace timbre::safety {

auto mark(const audio::AudioView& speech, const WatermarkKey& key) { return MarkedSpeech::make(speech, key, 1); }

#ifdef TIMBRE_MISUSE
MarkedSpeech claim(audio::AudioBuffer audio) { return MarkedSpeech(std::move(audio), 1); }
#endif

}  // namespace timbre::safety
