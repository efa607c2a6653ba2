#pragma once
/// Transcripts as JSON: Timbre's own shape (docs/formats/transcript.md), which reads back, and the shape of OpenAI's
/// transcription endpoint with response_format=verbose_json.

#include "base/json.h"
#include "base/result.h"
#include "text/timed_word.h"

namespace timbre::text {

/// engine, language, duration_s, confidence (null without words), text, words. Times to a millisecond.
[[nodiscard]] Json to_json(const Transcript& transcript);

/// The inverse. Corrupt, naming the field, for anything else than a transcript: times must be finite, in order and
/// within 0 … duration_s (1 s over is let pass), confidences within 0 … 1, words UTF-8 and not empty.
[[nodiscard]] Result<Transcript> transcript_from_json(const Json& json);

/// OpenAI's CreateTranscriptionResponseVerboseJson: task, language (its English name in lower case), duration, text,
/// segments, words. Its segments demand a number in every field. Those that come from Whisper's inside are filled so:
/// seek is the start in 10 ms frames; tokens is empty (no engine here shares them); temperature 0 (nothing is
/// sampled); avg_logprob the mean of ln(confidence) of the words; compression_ratio as Whisper computes it, bytes of
/// text over bytes of zlib; no_speech_prob 0 (stretches without speech have been left out).
[[nodiscard]] Json to_verbose_json(const Transcript& transcript);

}  // namespace timbre::text
