// Rung: exact; property for hostile bytes and threads.
#include "nn/onnx_session.h"

#include <thread>

#include "gtest/gtest.h"

#include "base/file_system.h"
#include "base/random.h"
#include "nn/testing/tiny_network.h"

namespace timbre::nn {
namespace {

std::vector<NamedTensor> tiny_inputs(float x) {
  return {{"x", {{2, 3}, std::vector<float>(6, x)}},
          {"state", {{1, 3}, std::vector<float>{1.0F, 2.0F, 3.0F}}},
          {"count", {{1}, std::vector<std::int64_t>{21}}}};
}

TEST(OnnxSession, SaysWhatItTakesAndGives) {
  TIMBRE_NEEDS_NETWORKS();
  const auto session = OnnxSession::from_bytes(tiny_network(), "tiny");
  ASSERT_TRUE(session.ok()) << session.error().message;
  ASSERT_EQ((*session)->inputs().size(), 3u);
  EXPECT_EQ((*session)->inputs()[0].name, "x");
  EXPECT_EQ((*session)->inputs()[0].shape, (std::vector<std::int64_t>{-1, 3}));
  EXPECT_EQ((*session)->inputs()[2].type, TensorType::Whole);
  ASSERT_EQ((*session)->outputs().size(), 2u);
  EXPECT_EQ((*session)->outputs()[1].name, "next");
}

TEST(OnnxSession, RunsWithStates) {
  TIMBRE_NEEDS_NETWORKS();
  const auto session = OnnxSession::from_bytes(tiny_network(), "tiny");
  ASSERT_TRUE(session.ok()) << session.error().message;
  const auto results = (*session)->run(tiny_inputs(0.5F));
  ASSERT_TRUE(results.ok()) << results.error().message;
  ASSERT_EQ(results->size(), 2u);
  EXPECT_EQ((*results)[0].tensor.shape, (std::vector<std::int64_t>{2, 3}));
  EXPECT_EQ(*(*results)[0].tensor.floats(), (std::vector<float>{1.5F, 2.5F, 3.5F, 1.5F, 2.5F, 3.5F}));
  EXPECT_EQ(*(*results)[1].tensor.whole(), (std::vector<std::int64_t>{42}));
}

TEST(OnnxSession, RefusesWhatDoesNotFitAndGoesOn) {
  TIMBRE_NEEDS_NETWORKS();
  const auto session = OnnxSession::from_bytes(tiny_network(), "tiny");
  ASSERT_TRUE(session.ok());
  auto inputs = tiny_inputs(0.0F);
  inputs.pop_back();
  EXPECT_EQ((*session)->run(inputs).error().message, "the input 'count' of 'tiny' is missing");
  EXPECT_TRUE((*session)->run(tiny_inputs(0.0F)).ok());
}

TEST(OnnxSession, OneSessionServesManyThreads) {
  TIMBRE_NEEDS_NETWORKS();
  const auto session = OnnxSession::from_bytes(tiny_network(), "tiny");
  ASSERT_TRUE(session.ok());
  std::vector<int> wrong(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        const auto x = static_cast<float>(i + 1000 * static_cast<int>(t));
        const auto results = (*session)->run(tiny_inputs(x));
        wrong[t] += results.ok() && (*(*results)[0].tensor.floats())[2] == x + 3.0F ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

TEST(OnnxSession, BrokenBytesAreAnError) {
  TIMBRE_NEEDS_NETWORKS();
  const std::string good = tiny_network();
  for (const std::string& bytes : {std::string(), std::string("<html>"), good.substr(0, good.size() / 2)}) {
    const auto session = OnnxSession::from_bytes(bytes, "broken");
    ASSERT_FALSE(session.ok());
    EXPECT_EQ(session.error().kind, ErrorKind::Corrupt);
    EXPECT_NE(session.error().message.find("'broken'"), std::string::npos) << session.error().message;
  }
}

// Flipped bytes either are refused or still make a network; nothing crashes, and running one is an answer or an error.
TEST(OnnxSession, FlippedBytesNeverCrash) {
  TIMBRE_NEEDS_NETWORKS();
  const std::string good = tiny_network();
  SeededRandom random(20240611);
  std::size_t refused = 0;
  for (int i = 0; i < 500; ++i) {
    std::string bytes = good;
    const auto flips = 1 + static_cast<int>(random.uniform() * 3.0);
    for (int f = 0; f < flips; ++f) {
      const auto place = static_cast<std::size_t>(random.uniform() * static_cast<double>(bytes.size()));
      bytes[place] = static_cast<char>(bytes[place] ^ (1 << static_cast<int>(random.uniform() * 8.0)));
    }
    const auto session = OnnxSession::from_bytes(bytes, "flipped");
    if (!session.ok()) {
      ++refused;
      continue;
    }
    const auto results = (*session)->run(tiny_inputs(1.0F));
    static_cast<void>(results.ok());
  }
  EXPECT_GT(refused, 100u) << "most bytes of so small a network matter";
}

TEST(OnnxSession, AMissingFileIsNamed) {
  TIMBRE_NEEDS_NETWORKS();
  PosixFileSystem disk;
  const auto session = OnnxSession::open("/nowhere/x.onnx", disk);
  ASSERT_FALSE(session.ok());
  EXPECT_EQ(session.error().kind, ErrorKind::NotFound);
  EXPECT_NE(session.error().message.find("/nowhere/x.onnx"), std::string::npos);
}

}  // namespace
}  // namespace timbre::nn
