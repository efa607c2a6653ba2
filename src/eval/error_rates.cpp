#include "eval/error_rates.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace timbre::eval {
namespace {

struct Sorted {
  std::vector<double> positives;
  std::vector<double> negatives;
};

Result<Sorted> sorted(std::span<const double> positives, std::span<const double> negatives) {
  if (positives.empty() || negatives.empty()) {
    return Error{ErrorKind::InvalidInput, "error rates need scores of both kinds; there are " +
                                              std::to_string(positives.size()) + " positives and " +
                                              std::to_string(negatives.size()) + " negatives"};
  }
  Sorted all{{positives.begin(), positives.end()}, {negatives.begin(), negatives.end()}};
  for (auto* scores : {&all.positives, &all.negatives}) {
    for (const double score : *scores) {
      if (std::isnan(score)) return Error{ErrorKind::InvalidInput, "a score is no number; leave that pair out"};
    }
    std::sort(scores->begin(), scores->end());
  }
  return all;
}

/// The share of sorted scores below a threshold.
double share_below(const std::vector<double>& scores, double threshold) {
  const auto below = std::lower_bound(scores.begin(), scores.end(), threshold) - scores.begin();
  return static_cast<double>(below) / static_cast<double>(scores.size());
}

OperatingPoint at(const Sorted& scores, double threshold) {
  return {threshold, 1.0 - share_below(scores.negatives, threshold), share_below(scores.positives, threshold)};
}

/// Every threshold at which something changes, ascending; the last one accepts nothing.
std::vector<double> thresholds_of(const Sorted& scores) {
  std::vector<double> all(scores.positives.size() + scores.negatives.size());
  std::merge(scores.positives.begin(), scores.positives.end(), scores.negatives.begin(), scores.negatives.end(),
             all.begin());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  all.push_back(std::nextafter(all.back(), std::numeric_limits<double>::infinity()));
  return all;
}

}  // namespace

Result<EqualErrorRate> equal_error_rate(std::span<const double> positives, std::span<const double> negatives) {
  TRY(const Sorted scores, sorted(positives, negatives));
  const auto thresholds = thresholds_of(scores);
  OperatingPoint before = at(scores, thresholds.front());  // accepts all, rejects none
  for (const double threshold : thresholds) {
    const OperatingPoint here = at(scores, threshold);
    const double gap = here.false_accepts - here.false_rejects;
    if (gap <= 0.0) {
      const double gap_before = before.false_accepts - before.false_rejects;
      const double share = gap_before > gap ? gap_before / (gap_before - gap) : 0.0;
      return EqualErrorRate{before.false_rejects + share * (here.false_rejects - before.false_rejects),
                            before.threshold + share * (here.threshold - before.threshold)};
    }
    before = here;
  }
  return EqualErrorRate{1.0, thresholds.back()};  // not reached: the last threshold rejects everything
}

Result<MinimumCost> minimum_detection_cost(std::span<const double> positives, std::span<const double> negatives,
                                           const DetectionCost& cost) {
  TRY(const Sorted scores, sorted(positives, negatives));
  const double miss = cost.miss_cost * cost.target_prior;
  const double alarm = cost.false_alarm_cost * (1.0 - cost.target_prior);
  double smallest = std::numeric_limits<double>::infinity();
  for (const double threshold : thresholds_of(scores)) {
    const OperatingPoint here = at(scores, threshold);
    smallest = std::min(smallest, miss * here.false_rejects + alarm * here.false_accepts);
  }
  return MinimumCost{smallest, smallest / std::min(miss, alarm)};
}

Result<OperatingPoint> threshold_at_false_accepts(std::span<const double> positives, std::span<const double> negatives,
                                                  double largest_false_accepts) {
  TRY(const Sorted scores, sorted(positives, negatives));
  const auto thresholds = thresholds_of(scores);
  const auto found = std::partition_point(thresholds.begin(), thresholds.end(), [&](double threshold) {
    return at(scores, threshold).false_accepts > largest_false_accepts;
  });
  return at(scores, found == thresholds.end() ? thresholds.back() : *found);
}

Result<OperatingPoint> rates_at(std::span<const double> positives, std::span<const double> negatives,
                                double threshold) {
  TRY(const Sorted scores, sorted(positives, negatives));
  return at(scores, threshold);
}

}  // namespace timbre::eval
