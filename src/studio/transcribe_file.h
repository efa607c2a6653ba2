#pragma once
/// The use case behind `timbre transcribe`: a file's words, heard once and remembered.
///
/// How: the file is decoded once, mixed to the signal that measure/channels.h chooses, brought to 16 kHz and kept in a
/// nameless file (sample_spill.h). Its sum looks the transcript up in the cache (transcript_cache.h). On a miss,
/// speech_gate.h finds the stretches with speech, the engine hears one after the other, and words that lie where no
/// voice is are left out: an engine that must say something says it there.

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
  std::string engine;    ///< as in engine_choice.h; empty: the best that is installed
  std::string language;  ///< ISO 639-1; empty: detected, else English
  bool uses_cache = true;
  std::filesystem::path cache;  ///< empty: cache_folder()
  CancelToken cancel;
  std::function<void(double)> progress;  ///< share of the take heard, 0 … 1, never less than before; may be empty
  audio::DecodeOptions decode;
};

struct TranscribedFile {
  text::Transcript transcript;  ///< no words when there is no speech
  bool has_speech = false;      ///< false: "no speech found"
  bool is_from_cache = false;
  std::vector<std::string> notes;  ///< for people: low confidence, another language than the engine's …
};

/// Decodes, finds the stretches with speech, and has them heard. Silence, noise and music give no words. An hour takes
/// bounded memory. A result is kept under transcripts/ in the cache, filed by the samples' SHA-256, the engine and the
/// language; a cache that cannot be read or written is no error. "-" is standard input. Errors: those of decoding and
/// of make_engine; Cancelled within a second of the token.
[[nodiscard]] Result<TranscribedFile> transcribe_file(const std::filesystem::path& path, FileSystem& disk,
                                                      const TranscribeFileOptions& options = {});

/// The sum of a file's samples by which its words are kept (TranscriptKey). Errors: those of decoding.
[[nodiscard]] Result<std::string> samples_sum(const std::filesystem::path& path,
                                              const audio::DecodeOptions& decode = {});

/// The same as transcribe_file for whatever is left in a reader, heard by a given engine.
[[nodiscard]] Result<TranscribedFile> transcribe_reader(audio::AudioReader& reader, asr::Transcriber& engine,
                                                        FileSystem& disk, const TranscribeFileOptions& options = {});

}  // namespace timbre::studio
