#include "base/parallel.h"

#include <atomic>
#include <vector>

#include "gtest/gtest.h"

namespace timbre {
namespace {

TEST(ParallelFor, RunsEveryJobOnce) {
  for (const std::size_t threads : {0U, 1U, 3U, 40U}) {
    std::vector<std::atomic<int>> runs(25);
    parallel_for(runs.size(), threads, [&](std::size_t i) { ++runs[i]; });
    for (const auto& count : runs) EXPECT_EQ(count.load(), 1);
  }
  parallel_for(0, 4, [](std::size_t) { FAIL(); });
}

}  // namespace
}  // namespace timbre
