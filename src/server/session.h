#pragma once
/// One connection, from its first byte to its last.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <cstdint>
#include <functional>
#include <list>

#include "server/events.h"
#include "server/router.h"
#include "server/server.h"

namespace timbre::server {

/// Connections that have not sent a whole request yet, longest waiting first. Lives on the network thread.
class WaitingRoom {
 public:
  using Ticket = std::list<std::function<void()>>::iterator;
  Ticket enter(std::function<void()> close) { return waiting_.insert(waiting_.end(), std::move(close)); }
  void leave(Ticket ticket) { waiting_.erase(ticket); }
  /// Closes the one that has waited longest. False when all are busy.
  bool close_oldest() {
    if (waiting_.empty()) return false;
    waiting_.front()();
    return true;
  }

 private:
  std::list<std::function<void()>> waiting_;
};

/// What all sessions share.
struct SessionContext {
  const ServerOptions& options;
  const Router& router;
  EventHub& events;
  boost::asio::thread_pool& workers;
  WaitingRoom waiting;
  std::size_t open_count = 0;
};

boost::asio::awaitable<void> run_session(boost::beast::tcp_stream stream, SessionContext& context);
boost::asio::awaitable<void> run_session(boost::beast::ssl_stream<boost::beast::tcp_stream> stream,
                                         SessionContext& context);

}  // namespace timbre::server
