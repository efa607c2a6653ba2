#pragma once
/// Whether what is given to a network is what it asks for.

#include <span>
#include <string>

#include "base/result.h"
#include "nn/onnx_session.h"

namespace timbre::nn::detail {

/// The position in `given` of each of `places`. InvalidInput, naming `network`, the input, what it must be and what it
/// is, for one that is missing, unknown, given twice, of another type, or of a shape that does not fit.
[[nodiscard]] Result<std::vector<std::size_t>> fit(std::span<const NamedTensor> given,
                                                   std::span<const TensorPlace> places, const std::string& network);

}  // namespace timbre::nn::detail
