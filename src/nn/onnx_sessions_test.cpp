// Rung: exact.
#include "nn/onnx_sessions.h"

#include "gtest/gtest.h"

#include "base/sha256.h"
#include "base/testing/memory_file_system.h"
#include "nn/testing/tiny_network.h"

namespace timbre::nn {
namespace {

class OnnxSessionsTest : public ::testing::Test {
 protected:
  MemoryFileSystem disk;
  OnnxSessions sessions{
      disk,
      ModelFolder(disk, {{"tiny", "tiny.onnx", "", 0, "", "https://example.org/tiny.onnx", sha256_hex(tiny_network())}},
                  "/models")};
};

TEST_F(OnnxSessionsTest, AMissingModelNamesTheCommand) {
  const auto missing = sessions.get("tiny");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(missing.error().message.find("timbre models pull tiny"), std::string::npos);
  EXPECT_EQ(sessions.get("nonsense").error().kind, ErrorKind::NotFound);
}

TEST_F(OnnxSessionsTest, OnlyThePublishedNetworkRuns) {
  disk.files["/models/tiny.onnx"] = tiny_network() + "x";
  const auto other = sessions.get("tiny");
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().kind, ErrorKind::Corrupt);
  EXPECT_NE(other.error().message.find("/models/tiny.onnx"), std::string::npos);
}

TEST_F(OnnxSessionsTest, LoadsOnceAndAsSoonAsItIsThere) {
  TIMBRE_NEEDS_NETWORKS();
  EXPECT_FALSE(sessions.get("tiny").ok());
  disk.files["/models/tiny.onnx"] = tiny_network();
  const auto first = sessions.get("tiny");
  const auto second = sessions.get("tiny");
  ASSERT_TRUE(first.ok()) << first.error().message;
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(first->get(), second->get());
  EXPECT_EQ(sessions.get_file("/models/tiny.onnx")->get(), first->get());
}

}  // namespace
}  // namespace timbre::nn
