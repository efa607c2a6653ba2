#pragma once
/// Signal-to-noise ratio of real speech in noise mixed at a known ratio.

#include <optional>
#include <string>
#include <vector>

#include "accuracy/material.h"

namespace timbre::accuracy {

struct SnrTrial {
  std::string corpus, noise;
  bool with_pauses = false;  ///< a take with inserted pauses, or a clip as it is
  double true_db = 0.0;      ///< of the mix: the noise of the source counted in
  std::optional<double> fused_db, room_db, wada_db, under_db;
  std::string how;
  bool flagged = false;  ///< gated, suppressed or digital silence claimed
};

/// Every `stride`-th source, all noises, at 5, 10, … 40 dB.
[[nodiscard]] std::vector<SnrTrial> run_snr_grid(std::size_t stride);

struct ErrorSummary {
  std::size_t count = 0, missing = 0;
  double median_db = 0.0, p95_db = 0.0;  ///< of the absolute error
  double bias_db = 0.0;                  ///< median of the error
};
/// Of the trials with a true ratio within [low, high].
[[nodiscard]] ErrorSummary summary_of(const std::vector<SnrTrial>& trials, std::optional<double> SnrTrial::*estimate,
                                      double low_db, double high_db);
[[nodiscard]] std::string snr_table(const std::vector<SnrTrial>& trials);

}  // namespace timbre::accuracy
