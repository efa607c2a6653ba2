#include "eval/cosine.h"

#include <algorithm>
#include <cmath>

namespace timbre::eval {

Result<double> cosine_similarity(std::span<const float> a, std::span<const float> b) {
  if (a.empty() || a.size() != b.size()) {
    return Error{ErrorKind::InvalidInput, "cosine similarity needs two vectors of one length, at least 1; they have " +
                                              std::to_string(a.size()) + " and " + std::to_string(b.size()) +
                                              " numbers"};
  }
  double product = 0.0;
  double a_square = 0.0;
  double b_square = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    product += static_cast<double>(a[i]) * b[i];
    a_square += static_cast<double>(a[i]) * a[i];
    b_square += static_cast<double>(b[i]) * b[i];
  }
  const double lengths = std::sqrt(a_square) * std::sqrt(b_square);
  if (!std::isfinite(lengths) || lengths <= 0.0) {
    return Error{ErrorKind::InvalidInput, "cosine similarity is not defined for zeros or values that are no numbers"};
  }
  return std::clamp(product / lengths, -1.0, 1.0);
}

}  // namespace timbre::eval
