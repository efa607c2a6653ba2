// What an engine makes is heard by the synthesizer alone: asking one directly does not compile.
#include "clone/engine.h"

namespace timbre::clone {

std::string name_of(const Engine& engine) { return engine.name(); }

#ifdef TIMBRE_MISUSE
auto bypass(Engine& engine, const Voice& voice) { return engine.synthesise("Hello.", voice, {}); }
#endif

}  // namespace timbre::clone
