#include "nn/detail/tensor_fit.h"

#include <algorithm>

namespace timbre::nn::detail {
namespace {

std::string text_of(std::span<const std::int64_t> shape) {
  std::string text = "[";
  for (const std::int64_t length : shape) {
    text += (text.size() > 1 ? ", " : "") + (length < 0 ? std::string("any") : std::to_string(length));
  }
  return text + "]";
}

const char* text_of(TensorType type) {
  if (type == TensorType::Float) return "32-bit floating numbers";
  return type == TensorType::Whole ? "64-bit whole numbers" : "a type that is not handled";
}

TensorType type_of(const Tensor& tensor) { return tensor.floats() != nullptr ? TensorType::Float : TensorType::Whole; }

std::size_t count_of(const Tensor& tensor) {
  return std::visit([](const auto& values) { return values.size(); }, tensor.values);
}

bool fits(std::span<const std::int64_t> shape, std::span<const std::int64_t> wanted) {
  const auto length_fits = [](std::int64_t have, std::int64_t want) { return have >= 0 && (want < 0 || have == want); };
  return std::equal(shape.begin(), shape.end(), wanted.begin(), wanted.end(), length_fits);
}

/// How many numbers a shape that fits speaks of; more than are given as soon as that is certain.
std::size_t size_of(std::span<const std::int64_t> shape, std::size_t given) {
  std::size_t size = 1;
  for (const std::int64_t length : shape) {
    const auto factor = static_cast<std::size_t>(length);
    if (factor > 0 && size > given / factor + 1) return given + 1;
    size *= factor;
  }
  return size;
}

Result<void> check(const Tensor& tensor, const TensorPlace& place, const std::string& where) {
  const auto wrong = [&](const std::string& must, const std::string& is) {
    return Error{ErrorKind::InvalidInput, where + " must be " + must + "; it is " + is};
  };
  if (type_of(tensor) != place.type) return wrong(text_of(place.type), text_of(type_of(tensor)));
  if (!fits(tensor.shape, place.shape)) {
    return wrong("of shape " + text_of(place.shape), text_of(tensor.shape));
  }
  if (size_of(tensor.shape, count_of(tensor)) != count_of(tensor)) {
    return wrong("as many numbers as its shape " + text_of(tensor.shape) + " says", std::to_string(count_of(tensor)));
  }
  return {};
}

}  // namespace

Result<std::vector<std::size_t>> fit(std::span<const NamedTensor> given, std::span<const TensorPlace> places,
                                     const std::string& network) {
  std::vector<std::size_t> positions;
  for (const TensorPlace& place : places) {
    const std::string where = "the input '" + place.name + "' of " + network;
    const auto is_it = [&](const NamedTensor& one) { return one.name == place.name; };
    const auto found = std::find_if(given.begin(), given.end(), is_it);
    if (found == given.end()) return Error{ErrorKind::InvalidInput, where + " is missing"};
    if (std::find_if(found + 1, given.end(), is_it) != given.end()) {
      return Error{ErrorKind::InvalidInput, where + " is given twice"};
    }
    TRY_VOID(check(found->tensor, place, where));
    positions.push_back(static_cast<std::size_t>(found - given.begin()));
  }
  for (const NamedTensor& one : given) {
    const auto is_it = [&](const TensorPlace& place) { return one.name == place.name; };
    if (std::none_of(places.begin(), places.end(), is_it)) {
      return Error{ErrorKind::InvalidInput, network + " has no input '" + one.name + "'"};
    }
  }
  return positions;
}

}  // namespace timbre::nn::detail
