// Rungs: exact (what was written is read), hostile (any bytes).
#include "nn/onnx_constants.h"

#include "gtest/gtest.h"

#include "base/random.h"
#include "nn/onnx_graph.h"

namespace timbre::nn {
namespace {

std::string written() {
  OnnxGraph graph("three constants");
  graph.add_input("x", {1, "n"});
  graph.add_output("y", {1, "n"});
  const std::vector<std::int64_t> shape{2, 3};
  const std::vector<float> values{1, 2, 3, 4, 5, 6};
  graph.add_floats("floats", shape, values);
  graph.add_halves("halves", shape, std::string(12, '\x3c'));
  const std::vector<std::int64_t> scale_shape{1, 3};
  const std::vector<std::int8_t> small{-1, 2, -3, 4, -5, 6};
  graph.add_scaled_bytes("bytes", shape, small, scale_shape, {values.data(), 3});
  graph.add_node("Identity", {"x"}, "y");
  return graph.bytes();
}

TEST(OnnxConstants, AreReadAsTheyWereWritten) {
  const auto read = read_onnx_constants(written());
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->size(), 4U);
  const OnnxConstant& floats = read->at("floats");
  EXPECT_EQ(floats.number, OnnxNumber::Float);
  EXPECT_EQ(floats.shape, (std::vector<std::int64_t>{2, 3}));
  EXPECT_EQ(*reinterpret_cast<const float*>(floats.bytes.data() + 20), 6.0F);
  EXPECT_EQ(read->at("halves_half").number, OnnxNumber::Half);
  EXPECT_EQ(read->at("bytes_bytes").bytes, std::string({-1, 2, -3, 4, -5, 6}));
  EXPECT_EQ(read->at("bytes_scales").shape, (std::vector<std::int64_t>{1, 3}));
}

TEST(OnnxConstants, SayWhatIsWrongWithOtherBytes) {
  for (const char* text : {"", "RIFF....WAVEfmt ", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"}) {
    const auto read = read_onnx_constants(text);
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().kind, ErrorKind::Corrupt);
    EXPECT_NE(read.error().message.find("no ONNX file"), std::string::npos);
  }
}

TEST(OnnxConstants, NameTheOneWithOtherBytesThanItsShapeSays) {
  const std::vector<float> values{1, 2};
  for (const std::vector<std::int64_t>& shape : {std::vector<std::int64_t>{3}, std::vector<std::int64_t>{1}}) {
    OnnxGraph graph("one constant");
    graph.add_floats("weights", shape, values);
    const auto read = read_onnx_constants(graph.bytes());
    ASSERT_FALSE(read.ok());
    EXPECT_NE(read.error().message.find("'weights'"), std::string::npos) << read.error().message;
  }
}

TEST(OnnxConstants, SurviveBrokenFiles) {
  const std::string whole = written();
  SeededRandom random(3);
  std::size_t refused = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string broken = whole.substr(0, i % 3 == 0 ? random.next() % whole.size() : whole.size());
    for (int k = 0; k < 1 + i % 4 && !broken.empty(); ++k) {
      broken[random.next() % broken.size()] = static_cast<char>(random.next() % 256);
    }
    const auto read = read_onnx_constants(broken);
    refused += read.ok() ? 0 : 1;
    if (!read.ok()) continue;
    for (const auto& [name, constant] : *read) EXPECT_LE(constant.bytes.size(), whole.size());
  }
  EXPECT_GT(refused, 500U);
}

}  // namespace
}  // namespace timbre::nn
