// Not even an engine can read unmarked speech back.
#include "clone/engine.h"

namespace timbre::clone {

RawSpeech wrap(audio::AudioBuffer audio) { return RawSpeech(std::move(audio)); }

#ifdef TIMBRE_MISUSE
audio::AudioBuffer unwrap(const RawSpeech& speech) { return speech.audio_; }
#endif

}  // namespace timbre::clone
