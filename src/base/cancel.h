#pragma once
/// The seam to "stop": whoever waits for long work holds a token, the work asks it between steps.

#include <atomic>
#include <memory>

namespace timbre {

/// A handle; copies share one flag. Thread-safe. Cancelling twice is cancelling once; there is no way back.
class CancelToken {
 public:
  void cancel() const { flag_->store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool is_cancelled() const { return flag_->load(std::memory_order_relaxed); }

 private:
  std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace timbre
