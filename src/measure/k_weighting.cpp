#include "measure/k_weighting.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <numbers>

#include "dsp/vectorised.h"

namespace timbre::measure {
namespace {

using Lanes = double __attribute__((vector_size(KFilter::kLanes * sizeof(double))));

// The analogue prototypes behind the table of BS.1770-4.
constexpr double kShelfHz = 1681.974450955533;
constexpr double kShelfGainDb = 3.999843853973347;
constexpr double kShelfQ = 0.7071752369554196;
constexpr double kShelfBandExponent = 0.4996667741545416;
constexpr double kHighPassHz = 38.13547087602444;
constexpr double kHighPassQ = 0.5003270373238773;

struct Run {
  std::array<double, KFilter::kOrder> outputs;
  double energy;
};

// y[n] = Σ b·x − Σ a·y, four outputs at a time: the recursion is unrolled four steps (KFilter::Coefficients), so that
// each group waits for the group before it once and not four times.
TIMBRE_VECTORISED Run run(const KFilter::Coefficients& c, const double* x, std::size_t count,
                          std::array<double, KFilter::kOrder> last) {
  Lanes forward[KFilter::kLanes];
  Lanes back[KFilter::kOrder];
  for (std::size_t j = 0; j < KFilter::kLanes; ++j) {
    std::memcpy(&forward[j], c.forward[j].data(), sizeof(Lanes));
    std::memcpy(&back[j], c.back[j].data(), sizeof(Lanes));
  }
  Lanes sum = {0.0, 0.0, 0.0, 0.0};
  Lanes y = {last[3], last[2], last[1], last[0]};
  std::size_t i = 0;
  for (; i + KFilter::kLanes <= count; i += KFilter::kLanes) {
    Lanes x0, x1, x2, x3, x4;
    std::memcpy(&x0, x + i, sizeof(Lanes));
    std::memcpy(&x1, x + i - 1, sizeof(Lanes));
    std::memcpy(&x2, x + i - 2, sizeof(Lanes));
    std::memcpy(&x3, x + i - 3, sizeof(Lanes));
    std::memcpy(&x4, x + i - 4, sizeof(Lanes));
    const Lanes w = ((c.b[0] * x0 + c.b[1] * x1) + (c.b[2] * x2 + c.b[3] * x3)) + c.b[4] * x4;
    const Lanes ahead = (w[0] * forward[0] + w[1] * forward[1]) + (w[2] * forward[2] + w[3] * forward[3]);
    y = (ahead + (y[0] * back[3] + y[1] * back[2])) + (y[2] * back[1] + y[3] * back[0]);
    sum += y * y;
  }
  last = {y[3], y[2], y[1], y[0]};
  double energy = (sum[0] + sum[1]) + (sum[2] + sum[3]);
  for (; i < count; ++i) {
    double out = c.b[0] * x[i];
    for (std::size_t j = 0; j < KFilter::kOrder; ++j) out += c.b[j + 1] * x[i - j - 1] - c.a[j + 1] * last[j];
    last = {out, last[0], last[1], last[2]};
    energy += out * out;
  }
  return {last, energy};
}

KFilter::Coefficients multiplied_out(const KWeighting& weighting) {
  KFilter::Coefficients c;
  const std::array<double, 3> b1 = {weighting.shelf.b0, weighting.shelf.b1, weighting.shelf.b2};
  const std::array<double, 3> a1 = {1.0, weighting.shelf.a1, weighting.shelf.a2};
  const std::array<double, 3> b2 = {weighting.high_pass.b0, weighting.high_pass.b1, weighting.high_pass.b2};
  const std::array<double, 3> a2 = {1.0, weighting.high_pass.a1, weighting.high_pass.a2};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      c.b[i + j] += b1[i] * b2[j];
      c.a[i + j] += a1[i] * a2[j];
    }
  }
  // A unit at one past output, or at one feed-forward, followed through the recursion for four steps.
  const auto follow = [&c](std::array<double, KFilter::kOrder> last, std::size_t from) {
    std::array<double, KFilter::kLanes> response{};
    for (std::size_t k = 0; k < KFilter::kLanes; ++k) {
      double out = k == from ? 1.0 : 0.0;
      for (std::size_t j = 0; j < KFilter::kOrder; ++j) out -= c.a[j + 1] * last[j];
      last = {out, last[0], last[1], last[2]};
      response[k] = out;
    }
    return response;
  };
  for (std::size_t j = 0; j < KFilter::kLanes; ++j) {
    std::array<double, KFilter::kOrder> unit{};
    c.forward[j] = follow(unit, j);
    unit[j] = 1.0;
    c.back[j] = follow(unit, KFilter::kLanes);
  }
  return c;
}

}  // namespace

KWeighting k_weighting(double rate_hz) {
  KWeighting out;
  {
    const double k = std::tan(std::numbers::pi * kShelfHz / rate_hz);
    const double high = std::pow(10.0, kShelfGainDb / 20.0);
    const double band = std::pow(high, kShelfBandExponent);
    const double a0 = 1.0 + k / kShelfQ + k * k;
    out.shelf = {(high + band * k / kShelfQ + k * k) / a0, 2.0 * (k * k - high) / a0,
                 (high - band * k / kShelfQ + k * k) / a0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / kShelfQ + k * k) / a0};
  }
  const double k = std::tan(std::numbers::pi * kHighPassHz / rate_hz);
  const double a0 = 1.0 + k / kHighPassQ + k * k;
  out.high_pass = {1.0, -2.0, 1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / kHighPassQ + k * k) / a0};
  return out;
}

KFilter::KFilter(double rate_hz) : coefficients_(multiplied_out(k_weighting(rate_hz))), inputs_(kOrder, 0.0) {}

double KFilter::energy(std::span<const float> samples) {
  if (samples.empty()) return 0.0;
  inputs_.resize(kOrder + samples.size());
  std::copy(samples.begin(), samples.end(), inputs_.begin() + kOrder);
  const Run result = run(coefficients_, inputs_.data() + kOrder, samples.size(), outputs_);
  outputs_ = result.outputs;
  std::copy(inputs_.end() - kOrder, inputs_.end(), inputs_.begin());
  return result.energy;
}

}  // namespace timbre::measure
