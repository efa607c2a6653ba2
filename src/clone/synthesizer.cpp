#include "clone/synthesizer.h"

#include "clone/detail/synthesizer_run.h"

namespace timbre::clone {

Synthesizer::Synthesizer(Engine& engine, Safeguards safeguards, SynthesizerShelves shelves)
    : engine_(engine), safeguards_(safeguards), shelves_(shelves) {}

Result<safety::MarkedSpeech> Synthesizer::speak(const std::string& text, const Voice& voice,
                                                const safety::ConsentGrant& grant, const SpeakOptions& options) {
  return Run(*this, voice, grant, options, nullptr).go(text);
}

Result<safety::MarkedSpeech> Synthesizer::speak_stream(const std::string& text, const Voice& voice,
                                                       const safety::ConsentGrant& grant, const SpeakOptions& options,
                                                       safety::MarkedBlockSink& sink) {
  return Run(*this, voice, grant, options, &sink).go(text);
}

}  // namespace timbre::clone
