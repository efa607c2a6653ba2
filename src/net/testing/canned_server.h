#pragma once
/// A server in this process that answers each connection with the next canned reply.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <vector>

#include "base/unique_fd.h"

namespace timbre::net {

class CannedServer {
 public:
  /// A reply that begins so is sent without these words, and the connection then stays open and silent.
  static constexpr std::string_view kHold = "HOLD ";

  explicit CannedServer(std::vector<std::string> replies)
      : replies_(std::move(replies)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(listener_.get(), 8);
    socklen_t size = sizeof address;
    ::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  CannedServer(const CannedServer&) = delete;
  CannedServer& operator=(const CannedServer&) = delete;
  ~CannedServer() {
    ::shutdown(listener_.get(), SHUT_RDWR);
    thread_.join();
  }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/x"; }
  /// Read after the answers have arrived.
  [[nodiscard]] const std::string& asked() const { return asked_; }

 private:
  void serve() {
    for (const std::string& reply : replies_) {
      UniqueFd peer(::accept(listener_.get(), nullptr, nullptr));
      if (!peer) return;
      asked_ += read_request(peer.get());
      const bool holds = reply.starts_with(kHold);
      const std::string said = holds ? reply.substr(kHold.size()) : reply;
      ::send(peer.get(), said.data(), said.size(), MSG_NOSIGNAL);
      if (holds) held_.push_back(std::move(peer));
    }
  }

  static std::string read_request(int peer) {
    char block[4096];
    std::string got;
    std::size_t wanted = std::string::npos;  // head and body together, once it is known
    while (got.size() < wanted) {
      const ssize_t n = ::read(peer, block, sizeof block);
      if (n <= 0) break;
      got.append(block, static_cast<std::size_t>(n));
      const std::size_t head = got.find("\r\n\r\n");
      if (wanted != std::string::npos || head == std::string::npos) continue;
      const std::size_t length = got.find("Content-Length: ");
      wanted = head + 4 + (length < head ? std::stoul(got.substr(length + 16)) : 0);
    }
    return got;
  }

  std::vector<std::string> replies_;
  std::vector<UniqueFd> held_;
  UniqueFd listener_;
  int port_ = 0;
  std::string asked_;
  std::thread thread_;
};

}  // namespace timbre::net
