#include "cloud/wait.h"

#include <algorithm>
#include <thread>

namespace timbre::cloud {

void wait_on_this_machine(std::chrono::milliseconds how_long, const CancelToken& cancel) {
  constexpr std::chrono::milliseconds kStep{50};
  const auto end = std::chrono::steady_clock::now() + how_long;
  while (!cancel.is_cancelled()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left <= std::chrono::milliseconds::zero()) return;
    std::this_thread::sleep_for(std::min(left, kStep));
  }
}

}  // namespace timbre::cloud
