#include "base/background_consumer.h"

#include "gtest/gtest.h"

namespace timbre {
namespace {

TEST(BackgroundConsumer, ConsumesEveryBlockInOrder) {
  std::vector<float> seen;
  BackgroundConsumer consumer(
      [&seen](std::span<const float> block) { seen.insert(seen.end(), block.begin(), block.end()); });
  std::vector<float> all;
  for (int i = 0; i < 1000; ++i) {
    const std::vector<float> block(static_cast<std::size_t>(i % 5), static_cast<float>(i));
    all.insert(all.end(), block.begin(), block.end());
    consumer.push(block);
  }
  consumer.finish();
  EXPECT_EQ(seen, all);
}

TEST(BackgroundConsumer, MayBeAbandoned) {
  BackgroundConsumer consumer([](std::span<const float>) {});
  consumer.push(std::vector<float>(10));
}

}  // namespace
}  // namespace timbre
