#pragma once
/// A network of two additions, written byte by byte, so that sessions are tested without any model's file.
///
///   y[any, 3] = x[any, 3] + state[1, 3]        next[1] = count[1] + count[1]        (floats; whole numbers)

#include <initializer_list>
#include <string>

#include "gtest/gtest.h"

#include "base/testing/test_data.h"
#include "nn/onnx_session.h"

namespace timbre::nn {

/// Protocol Buffers' wire format, as much of it as a network needs.
namespace wire {

inline std::string varint(std::uint64_t value) {
  std::string out;
  for (; value >= 128; value >>= 7) out += static_cast<char>((value & 127) | 128);
  return out + static_cast<char>(value);
}
inline std::string number(int field, std::uint64_t value) {
  return varint(static_cast<std::uint64_t>(field) << 3) + varint(value);
}
inline std::string bytes(int field, const std::string& value) {
  return varint((static_cast<std::uint64_t>(field) << 3) | 2) + varint(value.size()) + value;
}

}  // namespace wire

/// `type` is 1 for floats and 7 for whole numbers of 64 bits; −1 is any length.
inline std::string tiny_place(const std::string& name, int type, std::initializer_list<int> shape) {
  std::string dims;
  for (const int length : shape) {
    dims += wire::bytes(1, length < 0 ? wire::bytes(2, "any") : wire::number(1, static_cast<std::uint64_t>(length)));
  }
  const std::string tensor = wire::number(1, static_cast<std::uint64_t>(type)) + wire::bytes(2, dims);
  return wire::bytes(1, name) + wire::bytes(2, wire::bytes(1, tensor));
}

inline std::string tiny_addition(const std::string& a, const std::string& b, const std::string& sum) {
  return wire::bytes(1, a) + wire::bytes(1, b) + wire::bytes(2, sum) + wire::bytes(4, "Add");
}

inline std::string tiny_network() {
  const std::string graph =
      wire::bytes(1, tiny_addition("x", "state", "y")) + wire::bytes(1, tiny_addition("count", "count", "next")) +
      wire::bytes(2, "tiny") + wire::bytes(11, tiny_place("x", 1, {-1, 3})) +
      wire::bytes(11, tiny_place("state", 1, {1, 3})) + wire::bytes(11, tiny_place("count", 7, {1})) +
      wire::bytes(12, tiny_place("y", 1, {-1, 3})) + wire::bytes(12, tiny_place("next", 7, {1}));
  return wire::number(1, 8) + wire::bytes(7, graph) + wire::bytes(8, wire::bytes(1, "") + wire::number(2, 13));
}

}  // namespace timbre::nn

/// Skips the test (fails it in CI) where this build or machine has no ONNX Runtime.
#define TIMBRE_NEEDS_NETWORKS()                                                \
  if (const std::string why = ::timbre::nn::why_no_networks(); !why.empty()) { \
    if (::timbre::in_ci()) GTEST_FAIL() << why;                                \
    GTEST_SKIP() << "SKIPPED: " << why;                                        \
  }                                                                            \
  static_assert(true)
