#include "audio/codec/pipe_reader.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace timbre::audio {

PipeOutcome PipeReader::wait() {
  using std::chrono::ceil;
  using std::chrono::milliseconds;
  const auto start = std::chrono::steady_clock::now();
  const auto rest = limits_.total - waited_;
  const auto allowed = std::min<std::chrono::nanoseconds>(limits_.stall, rest);
  for (;;) {
    const auto spent = std::chrono::steady_clock::now() - start;
    if (spent >= allowed) break;
    pollfd waiting{fd_, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(ceil<milliseconds>(allowed - spent).count()));
    if (ready > 0) {
      waited_ += std::chrono::steady_clock::now() - start;
      return PipeOutcome::Ok;
    }
    if (ready < 0 && errno != EINTR) return PipeOutcome::Closed;
  }
  return rest <= limits_.stall ? PipeOutcome::OverTime : PipeOutcome::Stalled;
}

PipeOutcome PipeReader::read(std::span<std::byte> out) {
  while (!out.empty()) {
    const ssize_t n = ::read(fd_, out.data(), out.size());
    if (n > 0) {
      out = out.subspan(static_cast<std::size_t>(n));
    } else if (n == 0) {
      return PipeOutcome::Closed;
    } else if (errno == EAGAIN) {
      if (const PipeOutcome outcome = wait(); outcome != PipeOutcome::Ok) return outcome;
    } else if (errno != EINTR) {
      return PipeOutcome::Closed;
    }
  }
  return PipeOutcome::Ok;
}

}  // namespace timbre::audio
