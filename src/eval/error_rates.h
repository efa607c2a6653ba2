#pragma once
/// How well a score tells two kinds apart: "the same person" (positives) from "different people" (negatives).
///
/// A decision accepts a score that is at least the threshold. False accepts: the share of negatives accepted; false
/// rejects: the share of positives not accepted.

#include <span>

#include "base/result.h"

namespace timbre::eval {

struct EqualErrorRate {
  double rate = 0;       ///< 0 … 1
  double threshold = 0;  ///< a score: where it is reached
};

/// Where false accepts equal false rejects. Thresholds are the scores themselves; between the two neighbours around the
/// crossing both rates are taken as straight lines (so the answer does not jump with one score). Positives .1 .2 .3
/// against negatives .4 .5 .6 give 1, reversed 0. InvalidInput when either is empty or a score is no number.
[[nodiscard]] Result<EqualErrorRate> equal_error_rate(std::span<const double> positives,
                                                      std::span<const double> negatives);

/// What a wrong decision costs (NIST SRE): misses and false alarms, at a prior of the same person.
struct DetectionCost {
  double target_prior = 0.01;
  double miss_cost = 1.0;
  double false_alarm_cost = 1.0;
};

struct MinimumCost {
  double cost = 0;        ///< in the units of DetectionCost
  double normalised = 0;  ///< as a share of the better of accepting all and rejecting all: 0 … 1
};

/// The smallest cost over all thresholds. Same errors.
[[nodiscard]] Result<MinimumCost> minimum_detection_cost(std::span<const double> positives,
                                                         std::span<const double> negatives,
                                                         const DetectionCost& cost = {});

struct OperatingPoint {
  double threshold = 0;
  double false_accepts = 0;  ///< 0 … 1
  double false_rejects = 0;  ///< 0 … 1
};

/// The lowest threshold at which at most `largest_false_accepts` of the negatives are accepted.
[[nodiscard]] Result<OperatingPoint> threshold_at_false_accepts(std::span<const double> positives,
                                                                std::span<const double> negatives,
                                                                double largest_false_accepts);

/// What a threshold does.
[[nodiscard]] Result<OperatingPoint> rates_at(std::span<const double> positives, std::span<const double> negatives,
                                              double threshold);

}  // namespace timbre::eval
