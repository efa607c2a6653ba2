#include "cloud/openai_connection.h"

#include <utility>

#include "base/utf8.h"

namespace timbre::cloud {
namespace {

std::string authority_of(const std::string& url) {
  const auto start = url.find("://");
  const std::string rest = start == std::string::npos ? url : url.substr(start + 3);
  return printable(rest.substr(0, rest.find('/')));
}

}  // namespace

OpenAiConnection::OpenAiConnection(OpenAiServer server, net::HttpExchanger& exchanger, EnvironmentLookup environment,
                                   FileSystem& disk)
    : server_(std::move(server)),
      exchanger_(exchanger),
      environment_(std::move(environment)),
      disk_(disk),
      host_(authority_of(server_.base_url)) {}

Result<void> OpenAiConnection::check_key() const {
  const auto key = openai_key(server_, environment_, disk_);
  if (!key.ok()) return key.error();
  return {};
}

Result<net::HttpReply> OpenAiConnection::ask(net::HttpRequest request) const {
  request.connect_timeout = std::chrono::seconds(10);
  request.stall_timeout = server_.patience;
  request.total_timeout = server_.timeout;
  return exchange(std::move(request));
}

Result<net::HttpReply> OpenAiConnection::send(net::HttpRequest request) const {
  TRY(net::HttpReply reply, ask(std::move(request)));
  if (reply.status < 200 || reply.status > 299) return refusal_of(reply);
  return reply;
}

Result<net::HttpReply> OpenAiConnection::send_within(net::HttpRequest request, std::chrono::seconds limit) const {
  request.connect_timeout = limit;
  request.stall_timeout = limit;
  request.total_timeout = limit;
  request.max_body_bytes = std::size_t{4} << 20;
  TRY(net::HttpReply reply, exchange(std::move(request)));
  if (reply.status < 200 || reply.status > 299) return refusal_of(reply);
  return reply;
}

Result<net::HttpReply> OpenAiConnection::exchange(net::HttpRequest request) const {
  TRY(const std::string key, openai_key(server_, environment_, disk_));
  if (!key.empty()) request.headers.emplace_back("Authorization", "Bearer " + key);
  request.allow_plain_http = server_.allow_plain_http;
  auto reply = exchanger_.send(request);
  if (!reply.ok()) return cleaned(reply.error());
  return reply;
}

Error OpenAiConnection::refusal_of(const net::HttpReply& reply) const {
  return cleaned(refusal(reply.status, reply.headers, reply.body,
                         {.host = host_, .key_source = openai_key_source(server_), .setting = server_.setting}));
}

Error OpenAiConnection::cleaned(Error error) const {
  const auto key = openai_key(server_, environment_, disk_);
  if (key.ok()) error.message = without_secret(std::move(error.message), *key);
  return error;
}

}  // namespace timbre::cloud
