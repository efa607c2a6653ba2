#pragma once
/// Cosine similarity: how much two vectors point the same way.

#include <span>

#include "base/result.h"

namespace timbre::eval {

/// a·b / (|a|·|b|), −1 … 1, in double precision. InvalidInput for different or no lengths, a vector of zeros, and
/// values that are no numbers.
[[nodiscard]] Result<double> cosine_similarity(std::span<const float> a, std::span<const float> b);

}  // namespace timbre::eval
