#pragma once
/// The use case behind `timbre score`: one file, decoded in a restricted process, measured while it streams, its words
/// heard beside that, judged.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "audio/codec/decode.h"
#include "base/result.h"
#include "measure/take_meter.h"
#include "score/score.h"
#include "score/scorecard.h"
#include "speaker/speaker_encoder.h"
#include "studio/transcribe_file.h"

namespace timbre::studio {

/// Hears the words of the file at a path. A port, so that a caller chooses the engine, the cache and how to stop, and a
/// test hands in a fake. It may be called from another thread, once for a take. Whatever it returns but Cancelled
/// leaves the rest of the scorecard as it is.
using HearWords = std::function<Result<TranscribedFile>(const std::filesystem::path&)>;

struct ScoreFileOptions {
  score::ScoreOptions score;  ///< `file` is set to the path as given
  audio::DecodeOptions decode;
  measure::KeepCurves curves = measure::KeepCurves::No;  ///< Yes keeps what the report page draws
  /// Two for a single take: its halves are measured beside each other, and its words heard beside both.
  measure::MeterThreads threads = measure::MeterThreads::One;
  /// What listens along beside what is measured; null: nothing. Must outlive the call. networks.h has the installed.
  const measure::Networks* networks = nullptr;
  /// Tells whether one voice speaks throughout; null: nobody does, and the scorecard says `no_encoder_why`.
  std::shared_ptr<const speaker::SpeakerEncoder> encoder = {};
  std::string no_encoder_why = "it was not asked for";
  HearWords hear_words;                          ///< empty: no transcript
  std::string no_words_why = "it was left out";  ///< said where the words would be when hear_words is empty
};

struct ScoredFile {
  score::Scorecard scorecard;
  std::optional<measure::TakeCurves> curves;
};

/// Reads and judges a file; "-" is standard input. Errors are those of opening and decoding; every message names the
/// file and the next step; Cancelled when hear_words was. A take that decodes but cannot be cloned (silent, too short)
/// is a scorecard, not an error, and so is one whose words cannot be heard: the readings that need words say why.
[[nodiscard]] Result<ScoredFile> score_file(const std::filesystem::path& path, const ScoreFileOptions& options = {});

/// Measures and judges whatever is left in a reader; without words, as a reader can be read only once.
[[nodiscard]] Result<ScoredFile> score_reader(audio::AudioReader& reader, const ScoreFileOptions& options);

/// Has the shipped encoder listen along, or says why there is none.
void listen_for_speakers(ScoreFileOptions& options, FileSystem& disk);

}  // namespace timbre::studio
