#pragma once
/// A network for advice: the answers that a test lays out, in order, the last one again and again; and what was asked.

#include <string>
#include <vector>

#include "net/http_exchange.h"

namespace timbre::cloud {

class ScriptedAdviceNetwork : public net::HttpExchanger {
 public:
  explicit ScriptedAdviceNetwork(std::vector<Result<net::HttpReply>> answers) : answers_(std::move(answers)) {}

  Result<net::HttpReply> send(const net::HttpRequest& request) override {
    asked.push_back(request);
    if (request.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
    return answers_[std::min(asked.size(), answers_.size()) - 1];
  }

  std::vector<net::HttpRequest> asked;

 private:
  std::vector<Result<net::HttpReply>> answers_;
};

/// An answer with that body.
inline net::HttpReply answer_with(int status, std::string body) {
  net::HttpReply reply;
  reply.status = status;
  reply.body = std::move(body);
  return reply;
}

}  // namespace timbre::cloud
