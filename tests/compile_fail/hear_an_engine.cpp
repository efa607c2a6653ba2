// What an engine makes is heard by the synthesizer alone: asking one directly does not compile.
#include "clone/engine.h"

namespace timbre::clone {

std::string name_of(const Engine& engine) { return engine.traits().name; }

#ifdef TIMBRE_MISUSE
auto bypass(Engine& engine, const Voice& voice, RawSpeechSink& sink) {
  return engine.synthesise("Hello.", voice, {}, sink);
}
#endif

}  // namespace timbre::clone
