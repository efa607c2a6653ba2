#include "score/score_take.h"

#include "measure/take_meter.h"
#include "measure/word_timing.h"

namespace timbre::score {

Result<Scorecard> score_take(const audio::AudioView& take, const std::optional<text::Transcript>& transcript,
                             const ScoreOptions& options, const std::optional<audio::StoredFormat>& stored) {
  TRY(auto measured, measure::measure_take(take, {.networks = options.networks}, stored));
  if (transcript) measure::add_words(*transcript, measured.activity, measured.measurements);
  return score_measurements(measured.measurements, options);
}

}  // namespace timbre::score
