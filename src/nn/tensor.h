#pragma once
/// What goes into a neural network and comes out of it.

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace timbre::nn {

/// Row-major numbers. `values` holds as many as the dimensions of `shape` multiply to; an empty shape is one number.
struct Tensor {
  std::vector<std::int64_t> shape;
  std::variant<std::vector<float>, std::vector<std::int64_t>> values;

  /// Its numbers, or null when they are of the other type.
  [[nodiscard]] const std::vector<float>* floats() const { return std::get_if<std::vector<float>>(&values); }
  [[nodiscard]] const std::vector<std::int64_t>* whole() const {
    return std::get_if<std::vector<std::int64_t>>(&values);
  }
};

/// A tensor under the name that the network gives its place.
struct NamedTensor {
  std::string name;
  Tensor tensor;
};

/// All zeros, as the states of a network that remembers begin.
[[nodiscard]] inline Tensor zeros(std::vector<std::int64_t> shape) {
  std::size_t count = 1;
  for (const std::int64_t length : shape) count *= static_cast<std::size_t>(length);
  return {std::move(shape), std::vector<float>(count, 0.0F)};
}

}  // namespace timbre::nn
