#include "server/response_head.h"

#include <algorithm>
#include <array>

#include "server/problem.h"

namespace timbre::server {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kAlways{{
    {"Content-Security-Policy",
     "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
     "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
     "form-action 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "microphone=(self), camera=(), geolocation=()"},
}};

void append(std::string& head, std::string_view name, std::string_view value) {
  head += name;
  head += ": ";
  for (const char c : value) head += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  head += "\r\n";
}

bool has(const Response& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(), [&](const auto& h) { return h.first == name; });
}

}  // namespace

std::string response_head(const Response& response, bool keeps_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(status_title(response.status));
  head += "\r\n";
  for (const auto& [name, value] : response.headers) append(head, name, value);
  for (const auto& [name, value] : kAlways) {
    if (!has(response, name)) append(head, name, value);
  }
  if (!has(response, "Cache-Control")) append(head, "Cache-Control", "no-store");
  if (const auto* text = std::get_if<std::string>(&response.body)) {
    if (response.status != 204 && response.status != 304) append(head, "Content-Length", std::to_string(text->size()));
  } else if (const auto* file = std::get_if<FileBody>(&response.body)) {
    append(head, "Content-Length", std::to_string(file->length));
  }
  append(head, "Connection", keeps_alive ? "keep-alive" : "close");
  return head + "\r\n";
}

}  // namespace timbre::server
