#pragma once
/// The use case behind `timbre score`: one file, decoded in a restricted process, measured while it streams, judged.

#include <filesystem>
#include <memory>
#include <optional>

#include "audio/codec/decode.h"
#include "base/result.h"
#include "measure/take_meter.h"
#include "score/score.h"
#include "score/scorecard.h"

namespace timbre::studio {

struct ScoreFileOptions {
  score::ScoreOptions score;  ///< `file` is set to the path as given
  audio::DecodeOptions decode;
  measure::KeepCurves curves = measure::KeepCurves::No;        ///< Yes keeps what the report page draws
  measure::MeterThreads threads = measure::MeterThreads::One;  ///< Two for a single take
};

struct ScoredFile {
  score::Scorecard scorecard;
  std::optional<measure::TakeCurves> curves;
};

/// Reads and judges a file; "-" is standard input. Errors are those of opening and decoding; every message names the
/// file and the next step. A take that decodes but cannot be cloned (silent, too short) is a scorecard, not an error.
[[nodiscard]] Result<ScoredFile> score_file(const std::filesystem::path& path, const ScoreFileOptions& options = {});

/// Measures and judges whatever is left in a reader.
[[nodiscard]] Result<ScoredFile> score_reader(audio::AudioReader& reader, const ScoreFileOptions& options);

}  // namespace timbre::studio
