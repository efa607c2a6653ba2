#include "net/aws_signature.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <map>
#include <span>

#include "base/encoding.h"
#include "base/hmac.h"
#include "net/url.h"

namespace timbre::net {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
/// A proxy may change these on the way.
constexpr std::array<std::string_view, 6> kUnsigned = {"authorization", "connection",     "expect", "te",
                                                       "user-agent",    "x-amzn-trace-id"};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// 20130524T000000Z.
std::string amz_date(std::chrono::system_clock::time_point now) {
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(now - day));
  char text[40];
  std::snprintf(text, sizeof text, "%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = text[i] == '%' ? from_hex(lower(text.substr(i + 1, 2))) : std::nullopt;
    if (byte && byte->size() == 1) {
      out += static_cast<char>(byte->front());
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

struct Address {
  std::string_view path;   ///< as sent, empty for the root
  std::string_view query;  ///< without '?'
};

Address split(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const auto authority = url.find("://") + 3;
  const auto path = url.find_first_of("/?", authority);
  if (path == std::string_view::npos) return {};
  const auto query = url.find('?', path);
  if (query == std::string_view::npos) return {url.substr(path), {}};
  return {url.substr(path, query - path), url.substr(query + 1)};
}

/// Without "." and ".." and doubled slashes (RFC 3986, 5.2.4, as AWS reads it).
std::string normalised(std::string_view path) {
  std::vector<std::string_view> kept;
  const bool is_folder = path.empty() || path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..");
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view segment = path.substr(at, end - at);
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!segment.empty() && segment != "." && segment != "..") kept.push_back(segment);
    at = end + 1;
  }
  std::string out;
  for (const std::string_view segment : kept) out += "/" + std::string(segment);
  return is_folder ? out + "/" : out;
}

/// S3 takes a key as it is, encoded once; every other service wants the path as it is sent encoded again.
std::string canonical_path(std::string_view path, std::string_view service) {
  if (service != "s3") return aws_uri_encode(normalised(path), true);
  return path.empty() ? "/" : aws_uri_encode(percent_decoded(path), true);
}

std::string canonical_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> fields;
  for (std::size_t at = 0; at < query.size();) {
    const std::size_t end = std::min(query.find('&', at), query.size());
    const std::string_view field = query.substr(at, end - at);
    const std::size_t equals = std::min(field.find('='), field.size());
    const std::string_view value = field.substr(std::min(equals + 1, field.size()));
    if (!field.empty()) {
      fields.emplace_back(aws_uri_encode(percent_decoded(field.substr(0, equals))),
                          aws_uri_encode(percent_decoded(value)));
    }
    at = end + 1;
  }
  std::sort(fields.begin(), fields.end());
  std::string out;
  for (const auto& [name, value] : fields) {
    if (!out.empty()) out += '&';
    out.append(name).append("=").append(value);
  }
  return out;
}

/// Trimmed, runs of spaces made one.
std::string canonical_value(std::string_view value) {
  std::string out;
  for (const char c : value) {
    const bool is_space = c == ' ' || c == '\t';
    if (!is_space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

/// "example.org:8080", without the port that goes without saying.
std::string host_header(std::string_view url) {
  const auto start = url.find("://") + 3;
  std::string authority(url.substr(start, url.find_first_of("/?#", start) - start));
  const std::string port = scheme_of(url) == "http" ? ":80" : ":443";
  if (authority.ends_with(port)) authority.resize(authority.size() - port.size());
  return authority;
}

bool has_header(const HttpHeaders& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(), [&](const auto& header) { return lower(header.first) == name; });
}

/// What the signature covers beyond the request's own headers.
HttpHeaders added_headers(const HttpRequest& request, const AwsSigning& signing, const std::string& date) {
  HttpHeaders added;
  if (!has_header(request.headers, "host")) added.emplace_back("Host", host_header(request.url));
  if (!has_header(request.headers, "x-amz-date")) added.emplace_back("X-Amz-Date", date);
  if (signing.service == "s3" && !has_header(request.headers, "x-amz-content-sha256")) {
    added.emplace_back("X-Amz-Content-Sha256", sha256_hex(request.body));
  }
  if (!signing.session_token.empty()) added.emplace_back("X-Amz-Security-Token", signing.session_token);
  return added;
}

struct SignedHeaders {
  std::string lines;  ///< "host:example.org\n…"
  std::string names;  ///< "host;x-amz-date"
};

SignedHeaders signed_headers(const HttpHeaders& own, const HttpHeaders& added) {
  std::map<std::string, std::string> values;
  const auto take = [&](const HttpHeaders& headers) {
    for (const auto& [name, value] : headers) {
      const std::string key = lower(name);
      if (std::find(kUnsigned.begin(), kUnsigned.end(), key) != kUnsigned.end()) continue;
      const auto [at, is_new] = values.try_emplace(key, canonical_value(value));
      if (!is_new) at->second += "," + canonical_value(value);
    }
  };
  take(own);
  take(added);
  SignedHeaders result;
  for (const auto& [name, value] : values) {
    result.lines.append(name).append(":").append(value).append("\n");
    result.names += (result.names.empty() ? "" : ";") + name;
  }
  return result;
}

std::string canonical_request(const HttpRequest& request, const AwsSigning& signing, const SignedHeaders& headers) {
  const Address address = split(request.url);
  return request.method + "\n" + canonical_path(address.path, signing.service) + "\n" + canonical_query(address.query) +
         "\n" + headers.lines + "\n" + headers.names + "\n" + sha256_hex(request.body);
}

std::string signature(const AwsSigning& signing, const std::string& day, const std::string& string_to_sign) {
  const std::string first = "AWS4" + signing.secret_access_key;
  Sha256Digest key = hmac_sha256(std::span(reinterpret_cast<const std::uint8_t*>(first.data()), first.size()), day);
  for (const std::string_view step : {std::string_view(signing.region), std::string_view(signing.service),
                                      std::string_view("aws4_request"), std::string_view(string_to_sign)}) {
    key = hmac_sha256(key, step);
  }
  return to_hex(key);
}

}  // namespace

std::string aws_uri_encode(std::string_view text, bool keep_slash) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = byte < 0x80 && (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~');
    if (is_plain || (c == '/' && keep_slash)) {
      out += c;
    } else {
      out.append({'%', kDigits[byte >> 4U], kDigits[byte & 15U]});
    }
  }
  return out;
}

std::string aws_canonical_request(const HttpRequest& request, const AwsSigning& signing,
                                  std::chrono::system_clock::time_point now) {
  const HttpHeaders added = added_headers(request, signing, amz_date(now));
  return canonical_request(request, signing, signed_headers(request.headers, added));
}

HttpHeaders aws_signature_headers(const HttpRequest& request, const AwsSigning& signing,
                                  std::chrono::system_clock::time_point now) {
  const std::string date = amz_date(now);
  const std::string day = date.substr(0, 8);
  HttpHeaders added = added_headers(request, signing, date);
  const SignedHeaders headers = signed_headers(request.headers, added);
  const std::string scope = day + "/" + signing.region + "/" + signing.service + "/aws4_request";
  const std::string string_to_sign = std::string(kAlgorithm) + "\n" + date + "\n" + scope + "\n" +
                                     sha256_hex(canonical_request(request, signing, headers));
  added.emplace_back("Authorization", std::string(kAlgorithm) + " Credential=" + signing.access_key_id + "/" + scope +
                                          ", SignedHeaders=" + headers.names +
                                          ", Signature=" + signature(signing, day, string_to_sign));
  return added;
}

}  // namespace timbre::net
