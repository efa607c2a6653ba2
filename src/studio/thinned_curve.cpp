#include "studio/thinned_curve.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

#include "studio/report.h"

namespace timbre::studio {
namespace {

// Under this there is nothing to draw: a meter says −120 or −infinity of silence, and 24 bits end at about −147.
constexpr float kSilentLufs = -100.0F;

double to_one_decimal(double value) { return std::round(value * 10.0) / 10.0; }

std::size_t points_per_group(std::size_t count) {
  return std::max<std::size_t>(1, (count + kMaxCurvePoints - 1) / kMaxCurvePoints);
}

/// `pick` chooses one value of a group.
template <typename Pick>
ThinnedCurve thinned(std::span<const float> all, double first_middle_s, double step_s, Pick pick) {
  const std::size_t group = points_per_group(all.size());
  ThinnedCurve curve;
  curve.start_s = first_middle_s + 0.5 * step_s * static_cast<double>(group - 1);
  curve.step_s = step_s * static_cast<double>(group);
  for (std::size_t i = 0; i < all.size(); i += group) {
    curve.values.push_back(pick(all.subspan(i, std::min(group, all.size() - i))));
  }
  return curve;
}

std::optional<double> loudest(std::span<const float> part) {
  const float most = *std::max_element(part.begin(), part.end());
  return most > kSilentLufs ? std::optional(to_one_decimal(most)) : std::nullopt;
}

std::optional<double> middle_voiced(std::span<const float> part) {
  std::vector<float> voiced;
  std::copy_if(part.begin(), part.end(), std::back_inserter(voiced), [](float f0) { return f0 > 0.0F; });
  if (voiced.empty()) return std::nullopt;
  const auto middle = voiced.begin() + static_cast<std::ptrdiff_t>(voiced.size() / 2);
  std::nth_element(voiced.begin(), middle, voiced.end());
  return to_one_decimal(*middle);
}

}  // namespace

ThinnedCurve thinned_loudness(std::span<const float> lufs) {
  return thinned(lufs, 0.5 * kLoudnessWindowS, kLoudnessStepS, loudest);
}

ThinnedCurve thinned_pitch(std::span<const float> hz) {
  return thinned(hz, 0.5 * kPitchStepS, kPitchStepS, middle_voiced);
}

}  // namespace timbre::studio
