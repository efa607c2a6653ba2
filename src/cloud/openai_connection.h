#pragma once
/// One server's line: puts key, time limits and the rule on plain http on every request, and keeps the key out of every
/// message.

#include <chrono>
#include <string>

#include "cloud/openai_settings.h"
#include "cloud/service_words.h"
#include "net/http_exchange.h"

namespace timbre::cloud {

class OpenAiConnection {
 public:
  /// All but `server` outlive it.
  OpenAiConnection(OpenAiServer server, net::HttpExchanger& exchanger, EnvironmentLookup environment, FileSystem& disk);

  [[nodiscard]] const OpenAiServer& server() const { return server_; }
  /// "127.0.0.1:8091": for messages.
  [[nodiscard]] const std::string& host() const { return host_; }
  /// As openai_key(), without handing it out.
  [[nodiscard]] Result<void> check_key() const;
  /// An answer of any status, within the server's time limits. Errors as net::HttpExchanger::send and openai_key().
  [[nodiscard]] Result<net::HttpReply> ask(net::HttpRequest request) const;
  /// An answer of status 2xx; refusal() for others.
  [[nodiscard]] Result<net::HttpReply> send(net::HttpRequest request) const;
  /// The same, with `limit` for all of it.
  [[nodiscard]] Result<net::HttpReply> send_within(net::HttpRequest request, std::chrono::seconds limit) const;
  /// What an answer of another status than 2xx says.
  [[nodiscard]] Error refusal_of(const net::HttpReply& reply) const;
  /// The message without the key, should it hold it.
  [[nodiscard]] Error cleaned(Error error) const;

 private:
  [[nodiscard]] Result<net::HttpReply> exchange(net::HttpRequest request) const;

  OpenAiServer server_;
  net::HttpExchanger& exchanger_;
  EnvironmentLookup environment_;
  FileSystem& disk_;
  std::string host_;
};

}  // namespace timbre::cloud
