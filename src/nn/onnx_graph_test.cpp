// Rungs: standard (bytes by the Protocol Buffers encoding guide), property (ONNX Runtime runs what is written).
#include "nn/onnx_graph.h"

#include <cmath>
#include <iostream>

#include "gtest/gtest.h"

#include "nn/onnx_session.h"

namespace timbre::nn {
namespace {

TEST(ProtobufWriter, WritesTheGuidesExamples) {
  ProtobufWriter inner;
  inner.add_whole(1, 150);
  EXPECT_EQ(inner.bytes(), "\x08\x96\x01");
  ProtobufWriter text;
  text.add_bytes(2, "testing");
  EXPECT_EQ(text.bytes(), "\x12\x07testing");
  ProtobufWriter outer;
  outer.add_message(3, inner);
  EXPECT_EQ(outer.bytes(), "\x1a\x03\x08\x96\x01");
  ProtobufWriter number;
  number.add_float(1, 1.0F);
  EXPECT_EQ(number.bytes(), std::string("\x0d\x00\x00\x80\x3f", 5));
  ProtobufWriter negative;
  negative.add_whole(1, -2);
  EXPECT_EQ(negative.bytes(), "\x08\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01");
}

/// y = sigmoid(x·W) with constants in half precision, over any number of rows.
TEST(OnnxGraph, IsRunByOnnxRuntime) {
  if (!why_no_networks().empty()) GTEST_SKIP() << why_no_networks();
  OnnxGraph graph("test");
  graph.add_input("x", {"rows", 2});
  graph.add_output("y", {"rows", 1});
  const std::vector<std::int64_t> shape{2, 1};
  const std::string halves("\x00\x3c\x00\xc0", 4);  // 1, −2
  const std::string product = graph.add_node("MatMul", {"x", graph.add_halves("w", shape, halves)}, "product");
  graph.add_node("Sigmoid", {product}, "y");
  graph.add_note("made by", "a test");
  const auto session = OnnxSession::from_bytes(graph.bytes(), "test");
  ASSERT_TRUE(session.ok()) << session.error().message;
  const std::vector<NamedTensor> inputs{{"x", {{3, 2}, std::vector<float>{1, 0, 0, 1, 3, 1}}}};
  const auto outputs = (*session)->run(inputs);
  ASSERT_TRUE(outputs.ok()) << outputs.error().message;
  const std::vector<float>* y = outputs->front().tensor.floats();
  ASSERT_NE(y, nullptr);
  const std::vector<double> sums{1.0, -2.0, 1.0};
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR((*y)[i], 1.0 / (1.0 + std::exp(-sums[i])), 1e-6);
}

/// y = x·W with W = bytes times a scale a column.
TEST(OnnxGraph, ScaledBytesAreMultiplied) {
  if (!why_no_networks().empty()) GTEST_SKIP() << why_no_networks();
  OnnxGraph graph("test");
  graph.add_input("x", {1, 2});
  graph.add_output("y", {1, 2});
  const std::vector<std::int64_t> shape{2, 2};
  const std::vector<std::int64_t> scale_shape{1, 2};
  const std::vector<std::int8_t> values{127, -128, 1, 64};
  const std::vector<float> scales{0.5F, 0.25F};
  graph.add_node("MatMul", {"x", graph.add_scaled_bytes("w", shape, values, scale_shape, scales)}, "y");
  const auto session = OnnxSession::from_bytes(graph.bytes(), "test");
  ASSERT_TRUE(session.ok()) << session.error().message;
  const std::vector<NamedTensor> inputs{{"x", {{1, 2}, std::vector<float>{1, 2}}}};
  const auto outputs = (*session)->run(inputs);
  ASSERT_TRUE(outputs.ok()) << outputs.error().message;
  EXPECT_EQ(*outputs->front().tensor.floats(), (std::vector<float>{127 * 0.5F + 2 * 0.5F, -128 * 0.25F + 2 * 16.0F}));
}

}  // namespace
}  // namespace timbre::nn
