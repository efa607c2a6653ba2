#include "cli/interrupt.h"

#include <atomic>
#include <csignal>
#include <list>

namespace timbre::cli {
namespace {

std::atomic<const CancelToken*> heard_token{nullptr};
static_assert(std::atomic<const CancelToken*>::is_always_lock_free && std::atomic<bool>::is_always_lock_free,
              "a signal handler may touch nothing that locks");

void on_signal(int) {
  if (const CancelToken* token = heard_token.load(std::memory_order_relaxed)) token->cancel();
}

}  // namespace

void cancel_on_interrupt(const CancelToken& token) {
  static std::list<CancelToken> kept;  // the handler may hold any of them: none is ever freed
  kept.push_back(token);
  heard_token.store(&kept.back(), std::memory_order_relaxed);
  struct sigaction action {};
  action.sa_handler = on_signal;
  ::sigemptyset(&action.sa_mask);
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // no SA_RESTART: a blocked read or wait returns
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

}  // namespace timbre::cli
