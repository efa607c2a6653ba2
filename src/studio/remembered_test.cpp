// Rung: exact.
#include "studio/remembered.h"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace timbre::studio {
namespace {

TEST(Remembered, IsMadeOnceHoweverManyAsk) {
  Remembered<int> numbers(2);
  std::atomic<int> made{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto value = numbers.get("a", [&]() -> Result<int> { return ++made; });
      EXPECT_EQ(**value, 1);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(made, 1);
}

TEST(Remembered, TheOneNotUsedLongestGoesFirst) {
  Remembered<int> numbers(2);
  int made = 0;
  const auto make = [&made]() -> Result<int> { return ++made; };
  for (const char* name : {"a", "b", "a", "c", "a"}) ASSERT_TRUE(numbers.get(name, make).ok());
  EXPECT_EQ(made, 3);
  ASSERT_TRUE(numbers.get("b", make).ok());
  EXPECT_EQ(made, 4);
  numbers.forget("b");
  EXPECT_EQ(**numbers.get("b", make), 5);
}

TEST(Remembered, ErrorsAreTriedAgain) {
  Remembered<int> numbers(1);
  EXPECT_FALSE(numbers.get("a", []() -> Result<int> { return Error{ErrorKind::Corrupt, "no"}; }).ok());
  EXPECT_EQ(**numbers.get("a", []() -> Result<int> { return 7; }), 7);
}

}  // namespace
}  // namespace timbre::studio
