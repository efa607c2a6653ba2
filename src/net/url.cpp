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

std::string_view authority_of(std::string_view url) {
  const auto start = url.find("://");
  if (start == std::string_view::npos) return {};
  url.remove_prefix(start + 3);
  return url.substr(0, url.find_first_of("/?#"));
}

/// Four numbers of dotted decimals, the first as given; nothing that a resolver might read otherwise.
bool is_ipv4_within(std::string_view host, std::string_view start) {
  if (!host.starts_with(start) || std::count(host.begin(), host.end(), '.') != 3) return false;
  return host.find_first_not_of("0123456789.") == std::string_view::npos && host.back() != '.';
}

Error refused(std::string_view url, const char* why) {
  // Without what follows the path: a query can hold a key.
  const std::string shown(url.substr(0, std::min(url.find_first_of("?#"), std::size_t{200})));
  return {ErrorKind::InvalidInput, "the address '" + printable(shown) + "' " + why};
}

/// What is the same for every scheme.
Result<void> check_form(std::string_view url) {
  const bool is_clean = std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7f && c != '\\'; });
  if (!is_clean) return refused(url, "holds a character that an address may not hold");
  if (authority_of(url).find('@') != std::string_view::npos) {  // not shown: there can be a password in it
    return Error{ErrorKind::InvalidInput, "an address that names a user is not allowed"};
  }
  if (host_of(url).empty()) return refused(url, "names no host");
  return {};
}

}  // namespace

std::string scheme_of(std::string_view url) {
  const auto end = url.find("://");
  return end == std::string_view::npos ? "" : lower(url.substr(0, end));
}

std::string host_of(std::string_view url) {
  const std::string_view authority = authority_of(url);
  if (authority.starts_with('[')) return lower(authority.substr(0, authority.find(']') + 1));
  return lower(authority.substr(0, authority.find(':')));
}

bool is_loopback(std::string_view url) {
  const std::string host = host_of(url);
  return host == "localhost" || host == "[::1]" || is_ipv4_within(host, "127.");
}

bool is_link_local(std::string_view url) { return is_ipv4_within(host_of(url), "169.254."); }

Result<void> check_url(std::string_view url) {
  TRY_VOID(check_form(url));
  const std::string scheme = scheme_of(url);
  if (scheme == "https" || (scheme == "http" && is_loopback(url))) return {};
  return refused(url, "is not https (http is for this machine itself only)");
}

Result<void> check_url_or_plain_http(std::string_view url) {
  TRY_VOID(check_form(url));
  const std::string scheme = scheme_of(url);
  if (scheme == "https" || scheme == "http") return {};
  return refused(url, "is neither https nor http");
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
