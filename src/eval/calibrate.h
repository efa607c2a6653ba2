#pragma once
/// From scores to probabilities: logistic regression on one score (Platt 1999), both kinds weighing the same however
/// many of each there are, so that 0.5 means "as likely as not" where neither is expected beforehand.

#include <span>

#include "base/result.h"

namespace timbre::eval {

struct LogisticFit {
  double slope = 0;
  double offset = 0;
  double cross_entropy_bits = 0;  ///< of the balanced scores: 1 says nothing, 0 is certain and right

  [[nodiscard]] double probability(double score) const;
};

/// By Newton's method, with a trace of regularisation so that kinds that do not overlap have an answer. InvalidInput
/// when either is empty or a score is no finite number.
[[nodiscard]] Result<LogisticFit> fit_logistic(std::span<const double> positives, std::span<const double> negatives);

}  // namespace timbre::eval
