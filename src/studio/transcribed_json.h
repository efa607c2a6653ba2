#pragma once
/// A transcribed file as `timbre transcribe --json` prints it (docs/formats/transcript.md).

#include <string>

#include "base/json.h"
#include "studio/transcribe_file.h"

namespace timbre::studio {

inline constexpr int kTranscriptVersion = 1;

/// version, file, has_speech, is_uncertain, is_from_cache, notes, and the fields of text::to_json.
[[nodiscard]] Json to_json(const TranscribedFile& transcribed, const std::string& file);

}  // namespace timbre::studio
