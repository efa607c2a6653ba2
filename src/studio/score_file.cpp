#include "studio/score_file.h"

#include <utility>

namespace timbre::studio {

Result<ScoredFile> score_file(const std::filesystem::path& path, const ScoreFileOptions& options) {
  TRY(const auto reader,
      path == "-" ? audio::AudioReader::open_stdin(options.decode) : audio::AudioReader::open(path, options.decode));
  ScoreFileOptions named = options;
  named.score.file = path.string();
  return score_reader(*reader, named);
}

Result<ScoredFile> score_reader(audio::AudioReader& reader, const ScoreFileOptions& options) {
  measure::TakeMeter meter(reader.format(), {.curves = options.curves, .threads = options.threads});
  for (;;) {
    TRY(const audio::AudioView block, reader.read_block());
    if (block.empty()) break;
    meter.push(block);
  }
  measure::MeasuredTake take = meter.finish(reader.stored());
  take.measurements.notes.insert(take.measurements.notes.begin(), reader.notes().begin(), reader.notes().end());
  return ScoredFile{score::score_measurements(take.measurements, options.score), std::move(take.curves)};
}

}  // namespace timbre::studio
