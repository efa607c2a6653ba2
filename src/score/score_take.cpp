#include "score/score_take.h"

#include "measure/take_meter.h"

namespace timbre::score {

Result<Scorecard> score_take(const audio::AudioView& take, const ScoreOptions& options,
                             const std::optional<audio::StoredFormat>& stored) {
  TRY(const auto measured, measure::measure_take(take, {}, stored));
  return score_measurements(measured.measurements, options);
}

}  // namespace timbre::score
