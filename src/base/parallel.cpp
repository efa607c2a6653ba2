#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace timbre {

void parallel_for(std::size_t count, std::size_t thread_count, const std::function<void(std::size_t)>& job) {
  if (thread_count == 0) thread_count = std::max(1U, std::thread::hardware_concurrency());
  thread_count = std::min(thread_count, count);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) job(i);
  };
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < thread_count; ++i) helpers.emplace_back(work);
  work();
}

}  // namespace timbre
