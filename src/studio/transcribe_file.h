#pragma once
/// The use case behind `timbre transcribe`: a file's words, heard once and remembered.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "asr/transcriber.h"
#include "audio/codec/decode.h"
#include "base/cancel.h"
#include "base/file_system.h"
#include "base/result.h"
#include "text/timed_word.h"

namespace timbre::studio {

struct TranscribeFileOptions {
  std::string engine;    ///< "pocketsphinx", "whisper" or a model's name; empty: whisper where a model is installed
  std::string language;  ///< ISO 639-1; empty: detected, else English
  bool uses_cache = true;
  CancelToken cancel;
  std::function<void(double)> progress;  ///< share of the take heard, 0 … 1; may be empty
  audio::DecodeOptions decode;
};

struct TranscribedFile {
  text::Transcript transcript;  ///< no words when there is no speech
  bool has_speech = false;      ///< false: "no speech found"
  bool is_from_cache = false;
  std::vector<std::string> notes;  ///< for people: low confidence, another language than the engine's …
};

/// Decodes, finds the stretches with speech, and has them heard. Silence, noise and music give no words. An hour takes
/// bounded memory. A result is kept under cache_folder()/transcripts, filed by the samples' SHA-256, the engine and the
/// language; a cache that cannot be read or written is no error. "-" is standard input.
[[nodiscard]] Result<TranscribedFile> transcribe_file(const std::filesystem::path& path, FileSystem& disk,
                                                      const TranscribeFileOptions& options = {});

}  // namespace timbre::studio
