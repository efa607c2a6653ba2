// A block of a stream is marked by the stream, not by saying so.
#include "safety/marked_stream.h"

namespace timbre::safety {

std::size_t length(const MarkedBlock& block) { return block.audio().frame_count(); }

#ifdef TIMBRE_MISUSE
auto claim(audio::AudioBuffer audio, MarkedBlockSink& sink) { return sink.take(MarkedBlock(std::move(audio), 1)); }
#endif

}  // namespace timbre::safety
