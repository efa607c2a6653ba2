#pragma once
/// The port to whatever turns speech into words. Engines: pocketsphinx_transcriber.h, whisper_transcriber.h.

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/cancel.h"
#include "base/result.h"
#include "text/timed_word.h"

namespace timbre::asr {

/// What every engine listens to.
inline constexpr int kTranscriberRateHz = 16000;

struct TranscribeOptions {
  std::string language;                  ///< ISO 639-1, or empty: detected where the engine can, else its own language
  CancelToken cancel;                    ///< asked at least once a second of work
  std::function<void(double)> progress;  ///< share done of this call, 0 … 1, from the calling thread; may be empty
};

class Transcriber {
 public:
  virtual ~Transcriber() = default;
  /// Stable, names the engine and its model: part of what a cached transcript is filed under.
  [[nodiscard]] virtual std::string name() const = 0;
  /// The words in one stretch of speech: mono, 16 kHz, full scale ±1, up to kLongestStretchS. Times count from the
  /// first sample. No words is an answer. Not thread-safe: one call at a time. Cancelled when the token says so;
  /// Unsupported for a language the engine does not speak, naming those it does; InvalidInput when too long.
  [[nodiscard]] virtual Result<text::Transcript> transcribe(std::span<const float> samples,
                                                            const TranscribeOptions& options) = 0;
};

/// Longest stretch handed to an engine at once: Whisper's own window, and bounded memory for the others.
inline constexpr double kLongestStretchS = 30.0;

}  // namespace timbre::asr
