#pragma once
/// The HTTP server: one network thread that never waits for a disk, a few workers that do. HTTP/1.1 (RFC 9112).
///
/// Limits, so that no client can use up the machine: kept by session.cpp.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "server/events.h"
#include "server/guard.h"
#include "server/router.h"

namespace timbre::server {

struct Limits {
  std::size_t header_bytes = 16 * 1024;
  std::chrono::milliseconds header_time{10'000};  ///< from a connection's opening or the last answer to a whole header
  std::chrono::milliseconds grace_time{10'000};   ///< after that long a body must come at min_body_rate
  std::uint64_t min_body_rate = 1024;             ///< bytes per second, averaged over the body
  std::chrono::milliseconds write_time{30'000};   ///< for each 256 KiB of an answer
  std::chrono::milliseconds idle_time{60'000};    ///< between two requests of a connection
  std::size_t connections = 512;  ///< beyond it the connection that has waited longest without a request is closed
};

struct ServerOptions {
  std::string host;        ///< an address to listen on; empty: 127.0.0.1 and ::1
  std::uint16_t port = 0;  ///< 0: one that is free
  GuardOptions guard;
  Limits limits;
  std::filesystem::path certificate_file, key_file;  ///< PEM; both or none
  /// Calls that are answered at once. A browser has at most six connections to one server, so that one page that asks
  /// for several slow things (fits, plans) leaves workers for the others.
  std::size_t workers = 8;
};

class Server {
 public:
  /// Listens and answers from then on. Denied, saying what to do, for an address beyond loopback without both a token
  /// and a certificate; Unavailable when the port is taken. Router and hub are used until the server is gone.
  [[nodiscard]] static Result<std::unique_ptr<Server>> start(const ServerOptions& options, Router router,
                                                             EventHub& events);
  virtual ~Server() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// Addresses to open in a browser.
  [[nodiscard]] virtual std::vector<std::string> addresses() const = 0;
};

}  // namespace timbre::server
