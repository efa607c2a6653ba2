#include "net/url.h"

#include <algorithm>
#include <cctype>

#include "base/utf8.h"

namespace timbre::net {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::string scheme_of(std::string_view url) {
  const auto end = url.find("://");
  return end == std::string_view::npos ? "" : lower(url.substr(0, end));
}

std::string_view authority_of(std::string_view url) {
  const auto start = url.find("://");
  if (start == std::string_view::npos) return {};
  url.remove_prefix(start + 3);
  return url.substr(0, url.find_first_of("/?#"));
}

/// Four numbers of dotted decimals, the first 127; nothing that a resolver might read otherwise.
bool is_ipv4_loopback(std::string_view host) {
  if (!host.starts_with("127.") || std::count(host.begin(), host.end(), '.') != 3) return false;
  return host.find_first_not_of("0123456789.") == std::string_view::npos && host.back() != '.';
}

}  // namespace

std::string host_of(std::string_view url) {
  const std::string_view authority = authority_of(url);
  if (authority.starts_with('[')) return lower(authority.substr(0, authority.find(']') + 1));
  return lower(authority.substr(0, authority.find(':')));
}

bool is_loopback(std::string_view url) {
  const std::string host = host_of(url);
  return host == "localhost" || host == "[::1]" || is_ipv4_loopback(host);
}

Result<void> check_url(std::string_view url) {
  const auto refused = [&](const char* why) {
    return Error{ErrorKind::InvalidInput, "the address '" + printable(std::string(url.substr(0, 200))) + "' " + why};
  };
  const bool is_clean = std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7f && c != '\\'; });
  if (!is_clean) return refused("holds a character that an address may not hold");
  if (authority_of(url).find('@') != std::string_view::npos) return refused("names a user, which is not allowed");
  if (host_of(url).empty()) return refused("names no host");
  const std::string scheme = scheme_of(url);
  if (scheme == "https" || (scheme == "http" && is_loopback(url))) return {};
  return refused("is not https (http is for this machine itself only)");
}

Result<void> check_redirect(std::string_view from, std::string_view to) {
  const Result<void> allowed = check_url(to);
  if (!allowed.ok()) return Error{ErrorKind::Denied, "the server sends us on, but " + allowed.error().message};
  if (scheme_of(from) == "https" && scheme_of(to) != "https") {
    return Error{ErrorKind::Denied, "the server sends us on from https to '" + std::string(to) + "'"};
  }
  return {};
}

}  // namespace timbre::net
