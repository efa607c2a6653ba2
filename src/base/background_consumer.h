#pragma once
/// Hands blocks of samples to a function on another thread, in order: half of a long computation runs beside the rest.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace timbre {

/// push() and finish() belong to one thread. The function runs on the consumer's own thread only and must not throw.
/// At most kMaxWaiting blocks wait: a producer that is faster is held back, so memory stays bounded.
class BackgroundConsumer {
 public:
  static constexpr std::size_t kMaxWaiting = 16;

  explicit BackgroundConsumer(std::function<void(std::span<const float>)> consume);
  BackgroundConsumer(const BackgroundConsumer&) = delete;
  BackgroundConsumer& operator=(const BackgroundConsumer&) = delete;
  /// Drops what still waits.
  ~BackgroundConsumer();

  void push(std::span<const float> block);
  /// Returns when every block has been consumed; what the function wrote may then be read. Nothing may follow.
  void finish();

 private:
  void run();

  std::function<void(std::span<const float>)> consume_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::vector<float>> waiting_;
  bool is_finished_ = false;
  bool is_abandoned_ = false;
  std::thread thread_;  // last: starts when all the rest is there
};

}  // namespace timbre
