#pragma once
/// A network of canned answers that keeps what was asked.

#include <functional>
#include <string>
#include <vector>

#include "net/http_exchange.h"

namespace timbre::cloud {

class ScriptedExchanger : public net::HttpExchanger {
 public:
  using Answer = std::function<Result<net::HttpReply>(const net::HttpRequest&)>;
  explicit ScriptedExchanger(Answer answer) : answer_(std::move(answer)) {}

  /// A body of status 2xx goes to on_body, in parts of `part_bytes`, as it does over a network.
  Result<net::HttpReply> send(const net::HttpRequest& request) override {
    asked.push_back(request);
    if (request.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
    auto reply = answer_(request);
    if (!reply.ok() || !request.on_body || reply->status < 200 || reply->status > 299) return reply;
    for (std::size_t start = 0; start < reply->body.size(); start += part_bytes) {
      TRY_VOID(request.on_body(std::string_view(reply->body).substr(start, part_bytes)));
    }
    reply->body.clear();
    return reply;
  }
  /// Of the requests so far, those with this method and end of address.
  [[nodiscard]] std::vector<net::HttpRequest> asked_for(const std::string& method, const std::string& end) const {
    std::vector<net::HttpRequest> found;
    for (const auto& request : asked) {
      if (request.method == method && request.url.ends_with(end)) found.push_back(request);
    }
    return found;
  }

  std::vector<net::HttpRequest> asked;
  std::size_t part_bytes = 1000;

 private:
  Answer answer_;
};

}  // namespace timbre::cloud
