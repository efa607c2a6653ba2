// Speech in somebody's voice needs a grant.
#include "clone/synthesizer.h"

namespace timbre::clone {

auto speak(Synthesizer& synthesizer, const Voice& voice, const safety::ConsentGrant& grant) {
  return synthesizer.speak("Hello.", voice, grant);
}

#ifdef TIMBRE_MISUSE
auto speak_without(Synthesizer& synthesizer, const Voice& voice) { return synthesizer.speak("Hello.", voice, {}); }
#endif

}  // namespace timbre::clone
