#pragma once
/// Speech in 99 languages to words by whisper.cpp, with a model file that the user has installed.

#include <filesystem>
#include <memory>

#include "asr/transcriber.h"

namespace timbre::asr {

enum class WhisperWeights {
  Required,
  MayBeMissing,  ///< upstream's files for tests hold no weights: they load and run, and say nothing that means anything
};

/// Opens a model in ggml format; `threads` 0 takes up to four of the machine's. Words keep their punctuation; noise in
/// brackets is left out. The language is detected in each stretch unless named, by multilingual models; that one step
/// (a pass of the encoder) cannot be cancelled. The same samples give the same words, whatever was heard before.
/// Times are Whisper's own guess from its time-stamp tokens, to about 0.1 s; alignment (align.h) is finer.
/// Unavailable, with what to do, when Timbre was built without whisper.cpp or the processor lacks AVX2, FMA, F16C or
/// BMI2; NotFound, InvalidInput and Corrupt as the file is. transcribe() adds Unavailable for memory.
[[nodiscard]] Result<std::unique_ptr<Transcriber>> make_whisper_transcriber(
    const std::filesystem::path& model, int threads = 0, WhisperWeights weights = WhisperWeights::Required);

}  // namespace timbre::asr
