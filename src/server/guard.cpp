#include "server/guard.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>

#include "server/problem.h"

namespace timbre::server {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

struct HostPort {
  std::string host;  ///< lower case; brackets of an IPv6 address taken off
  std::string port;
};

std::optional<HostPort> split(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::size_t end = 0;
  HostPort parts;
  if (text[0] == '[') {
    end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    parts.host = lower(text.substr(1, end - 1));
    ++end;
  } else {
    end = std::min(text.find(':'), text.size());
    parts.host = lower(text.substr(0, end));
  }
  if (end == text.size()) return parts;
  if (text[end] != ':') return std::nullopt;
  parts.port = std::string(text.substr(end + 1));
  const bool is_number =
      !parts.port.empty() && parts.port.size() <= 5 &&
      std::all_of(parts.port.begin(), parts.port.end(), [](unsigned char c) { return std::isdigit(c); });
  if (!is_number) return std::nullopt;
  return parts;
}

bool is_loopback_address(const std::string& host) {
  in_addr four{};
  if (::inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24) == 127;
  in6_addr six{};
  return ::inet_pton(AF_INET6, host.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

bool is_same_origin(const std::string& origin, const HostPort& host) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!origin.starts_with(scheme)) continue;
    const auto parts = split(std::string_view(origin).substr(scheme.size()));
    return parts && parts->host == host.host && parts->port == host.port;
  }
  return false;
}

bool is_equal_in_constant_time(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char other = b.empty() ? '\0' : b[i % b.size()];
    difference |= static_cast<unsigned char>(a[i] ^ other);
  }
  return difference == 0;
}

std::string cookie(const std::string& header, std::string_view name) {
  std::string_view rest = header;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    std::string_view pair = rest.substr(0, end);
    while (!pair.empty() && pair[0] == ' ') pair.remove_prefix(1);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return std::string(pair.substr(equals + 1));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

bool has_token(const Request& request, const std::string& token) {
  const std::string authorization = request.header("authorization");
  constexpr std::string_view kBearer = "Bearer ";
  if (authorization.starts_with(kBearer)) {
    return is_equal_in_constant_time(authorization.substr(kBearer.size()), token);
  }
  return is_equal_in_constant_time(cookie(request.header("cookie"), kTokenCookie), token);
}

bool is_reading(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

}  // namespace

bool is_allowed_host(std::string_view host, const std::vector<std::string>& allowed) {
  const std::string name = lower(host);
  if (name == "localhost" || name == "localhost.") return true;
  const bool is_below_localhost = name.size() > 10 && name.ends_with(".localhost");
  return is_below_localhost || is_loopback_address(name) ||
         std::find(allowed.begin(), allowed.end(), name) != allowed.end();
}

std::optional<Response> refuse(const Request& request, int host_count, const GuardOptions& options) {
  const auto host = split(request.header("host"));
  if (host_count != 1 || !host || !is_allowed_host(host->host, options.allowed_hosts)) {
    return problem(421, "this address is not Timbre's; open the address that timbre serve printed");
  }
  const std::string origin = request.header("origin");
  if (!origin.empty() && !is_same_origin(origin, *host)) return problem(403, "another site may not use Timbre");
  const bool is_api = !request.path.empty() && request.path[0] == "api";
  const std::string site = request.header("sec-fetch-site");
  if (is_api && !site.empty() && site != "same-origin" && site != "none") {
    return problem(403, "another site may not use Timbre");
  }
  if (!is_reading(request) && request.header(kProofHeader).empty()) {
    return problem(403, "a request that changes something must bring the header X-Timbre: 1");
  }
  if (is_api && !options.token.empty() && !has_token(request, options.token)) {
    return problem(401, "this Timbre asks for its token; open the address with the token that timbre serve printed");
  }
  return std::nullopt;
}

}  // namespace timbre::server
