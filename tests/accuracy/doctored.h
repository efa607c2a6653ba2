#pragma once
/// Noisy speech as software leaves it: gated, zero-filled, noise-suppressed.

#include <string>
#include <vector>

#include "accuracy/material.h"
#include "measure/gating.h"

namespace timbre::accuracy {

/// A noise gate: closed below the threshold (10 ms peak-following envelope), 2 ms attack, 100 ms hold, 50 ms release,
/// `floor_db` when closed.
[[nodiscard]] Samples gated(const Samples& samples, int rate_hz, double threshold_dbfs, double floor_db);
/// Exact zeros where the reference hears no speech.
[[nodiscard]] Samples zero_filled(const Take& take, const Samples& samples);
/// Spectral subtraction (20 ms frames, twice the known noise taken off, −30 dB floor).
[[nodiscard]] Samples suppressed(const Samples& samples, const Samples& noise, int rate_hz);

struct DoctoredTrial {
  std::string corpus, noise, kind;  ///< kind: "as it is", "gated", "zero-filled", "suppressed"
  double true_db = 0.0;
  double fused_db = 0.0;
  bool gated = false, suppressed = false, digital_silence = false;
  measure::GatingFindings evidence;
};
[[nodiscard]] std::vector<DoctoredTrial> run_doctored_grid(std::size_t stride);
[[nodiscard]] std::string doctored_table(const std::vector<DoctoredTrial>& trials);

}  // namespace timbre::accuracy
