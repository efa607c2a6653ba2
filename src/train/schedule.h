#pragma once
/// The learning rate over a training: up in a straight line, then down along half a cosine (Loshchilov & Hutter 2017).

#include <cstdint>

namespace timbre::train {

struct Schedule {
  double peak_rate = 1e-3;
  std::int64_t warm_up_steps = 0;
  std::int64_t step_count = 1;
  double last_share = 0.001;  ///< of the peak, reached at the last step

  /// `step` counts from 0; past the end the rate stays where it was.
  [[nodiscard]] double rate_at(std::int64_t step) const;
};

}  // namespace timbre::train
