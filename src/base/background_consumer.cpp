#include "base/background_consumer.h"

#include <utility>

namespace timbre {

BackgroundConsumer::BackgroundConsumer(std::function<void(std::span<const float>)> consume)
    : consume_(std::move(consume)), thread_([this] { run(); }) {}

BackgroundConsumer::~BackgroundConsumer() {
  {
    const std::lock_guard lock(mutex_);
    is_abandoned_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void BackgroundConsumer::push(std::span<const float> block) {
  std::vector<float> copy(block.begin(), block.end());
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_.size() < kMaxWaiting; });
    waiting_.push_back(std::move(copy));
  }
  changed_.notify_all();
}

void BackgroundConsumer::finish() {
  {
    const std::lock_guard lock(mutex_);
    is_finished_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void BackgroundConsumer::run() {
  for (;;) {
    std::vector<float> block;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !waiting_.empty() || is_finished_ || is_abandoned_; });
      if (is_abandoned_ || waiting_.empty()) return;
      block = std::move(waiting_.front());
      waiting_.pop_front();
    }
    changed_.notify_all();
    consume_(block);
  }
}

}  // namespace timbre
