#pragma once
/// The two halves of the table in thresholds.h.

#include <vector>

#include "score/thresholds.h"

namespace timbre::score::detail {

[[nodiscard]] std::vector<Threshold> acoustic_thresholds(const Profile& profile);
[[nodiscard]] std::vector<Threshold> delivery_thresholds();

}  // namespace timbre::score::detail
