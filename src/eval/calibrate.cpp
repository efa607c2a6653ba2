#include "eval/calibrate.h"

#include <algorithm>
#include <cmath>

namespace timbre::eval {
namespace {

constexpr int kMostRounds = 100;
constexpr double kRegularisation = 1e-6;

/// Sums over both kinds of what Newton's step needs; each kind weighs one half.
struct Sums {
  double g_slope = 0, g_offset = 0, h_ss = 0, h_so = 0, h_oo = 0, nats = 0;

  void add(std::span<const double> scores, double wanted, const LogisticFit& fit) {
    const double weight = 0.5 / static_cast<double>(scores.size());
    for (const double x : scores) {
      const double p = fit.probability(x);
      const double curve = weight * std::max(p * (1.0 - p), 1e-12);
      g_slope += weight * (p - wanted) * x;
      g_offset += weight * (p - wanted);
      h_ss += curve * x * x;
      h_so += curve * x;
      h_oo += curve;
      nats -= weight * std::log(std::max(wanted > 0.5 ? p : 1.0 - p, 1e-300));
    }
  }
};

Sums sums_of(std::span<const double> positives, std::span<const double> negatives, const LogisticFit& fit) {
  Sums sums;
  sums.add(positives, 1.0, fit);
  sums.add(negatives, 0.0, fit);
  sums.g_slope += kRegularisation * fit.slope;
  sums.g_offset += kRegularisation * fit.offset;
  sums.h_ss += kRegularisation;
  sums.h_oo += kRegularisation;
  return sums;
}

double objective(const Sums& sums, const LogisticFit& fit) {
  return sums.nats + 0.5 * kRegularisation * (fit.slope * fit.slope + fit.offset * fit.offset);
}

}  // namespace

double LogisticFit::probability(double score) const { return 1.0 / (1.0 + std::exp(-(slope * score + offset))); }

Result<LogisticFit> fit_logistic(std::span<const double> positives, std::span<const double> negatives) {
  const auto is_finite = [](double x) { return std::isfinite(x); };
  if (positives.empty() || negatives.empty() || !std::all_of(positives.begin(), positives.end(), is_finite) ||
      !std::all_of(negatives.begin(), negatives.end(), is_finite)) {
    return Error{ErrorKind::InvalidInput, "a calibration needs finite scores of both kinds"};
  }
  LogisticFit fit;
  Sums sums = sums_of(positives, negatives, fit);
  for (int round = 0; round < kMostRounds; ++round) {
    const double determinant = sums.h_ss * sums.h_oo - sums.h_so * sums.h_so;
    const double slope_step = (sums.h_oo * sums.g_slope - sums.h_so * sums.g_offset) / determinant;
    const double offset_step = (sums.h_ss * sums.g_offset - sums.h_so * sums.g_slope) / determinant;
    double share = 1.0;
    LogisticFit next;
    Sums next_sums;
    do {  // half as far while it would get worse
      next = {fit.slope - share * slope_step, fit.offset - share * offset_step, 0};
      next_sums = sums_of(positives, negatives, next);
      share /= 2.0;
    } while (objective(next_sums, next) > objective(sums, fit) && share > 1e-6);
    const bool is_done = std::abs(next.slope - fit.slope) + std::abs(next.offset - fit.offset) < 1e-9;
    fit = next;
    sums = next_sums;
    if (is_done) break;
  }
  fit.cross_entropy_bits = sums.nats / std::log(2.0);
  return fit;
}

}  // namespace timbre::eval
