#include "cloud/s3_objects.h"

#include <algorithm>
#include <cctype>

#include "cloud/aws_error.h"
#include "net/aws_signature.h"

namespace timbre::cloud {
namespace {

Error s3_error(const net::HttpReply& reply, const S3Address& address, const std::string& doing) {
  return aws_error(read_aws_problem(reply), "S3, " + doing + " " + to_string(address));
}

/// A missing key, as against a missing bucket.
bool is_missing(const net::HttpReply& reply) {
  if (reply.status != 404) return false;
  return read_aws_problem(reply).code != "NoSuchBucket";
}

bool is_hidden(const net::HttpReply& reply) {
  if (reply.status != 403) return false;
  const std::string code = read_aws_problem(reply).code;
  return code == "AccessDenied" || code.empty();  // the answer to HEAD has no body and so no code
}

}  // namespace

std::string to_string(const S3Address& address) { return "s3://" + address.bucket + "/" + address.key; }

bool is_bucket_name(std::string_view name) {
  return name.size() >= 3 && name.size() <= 63 && name.find("..") == std::string_view::npos &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-' || c == '.';
         });
}

std::optional<S3Address> parse_s3_address(std::string_view text) {
  constexpr std::string_view kStart = "s3://";
  if (!text.starts_with(kStart) || text.size() > 2048) return std::nullopt;
  text.remove_prefix(kStart.size());
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash + 1 == text.size()) return std::nullopt;
  S3Address address{std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
  if (!is_bucket_name(address.bucket)) return std::nullopt;
  const bool has_control = std::any_of(address.key.begin(), address.key.end(), [](unsigned char c) { return c < ' '; });
  if (has_control) return std::nullopt;
  return address;
}

std::string S3Objects::url_of(const S3Address& address) {
  const std::string key = net::aws_uri_encode(address.key, true);
  const std::string own = find_aws_address(client_.credentials().surroundings(), place_.url, "S3", "s3", place_.region);
  // A name with a dot is not covered by the certificate; a server that is not Amazon's seldom knows names as hosts.
  const bool is_amazon = own == aws_address("s3", place_.region);
  if (!is_amazon || address.bucket.find('.') != std::string::npos) return own + "/" + address.bucket + "/" + key;
  return aws_address(address.bucket + ".s3", place_.region) + "/" + key;
}

net::HttpRequest S3Objects::request(const char* method, const S3Address& address, const CancelToken& cancel) {
  net::HttpRequest request;
  request.method = method;
  request.url = url_of(address);
  request.allow_plain_http = place_.allow_plain_http;
  request.stall_timeout = std::chrono::seconds(30);
  request.cancel = cancel;
  return request;
}

Result<void> S3Objects::put(const S3Address& address, std::string bytes, const std::string& content_type,
                            const CancelToken& cancel) {
  net::HttpRequest put = request("PUT", address, cancel);
  put.headers = {{"Content-Type", content_type}};
  put.body = std::move(bytes);
  TRY(const net::HttpReply reply, client_.send(std::move(put), "s3", place_.region));
  if (reply.status != 200) return s3_error(reply, address, "writing");
  return {};
}

Result<S3Read> S3Objects::get(const S3Address& address, std::size_t max_bytes, const CancelToken& cancel) {
  net::HttpRequest get = request("GET", address, cancel);
  get.max_body_bytes = max_bytes;
  TRY(net::HttpReply reply, client_.send(std::move(get), "s3", place_.region));
  if (reply.status == 200) return S3Read{S3Found::Yes, std::move(reply.body)};
  if (is_missing(reply)) return S3Read{S3Found::No};
  if (is_hidden(reply)) return S3Read{S3Found::Hidden};
  return s3_error(reply, address, "reading");
}

Result<S3Found> S3Objects::look(const S3Address& address, const CancelToken& cancel) {
  TRY(const net::HttpReply reply, client_.send(request("HEAD", address, cancel), "s3", place_.region));
  if (reply.status == 200) return S3Found::Yes;
  if (reply.status == 404) return S3Found::No;
  if (is_hidden(reply)) return S3Found::Hidden;
  return s3_error(reply, address, "looking at");
}

Result<void> S3Objects::remove(const S3Address& address, const CancelToken& cancel) {
  TRY(const net::HttpReply reply, client_.send(request("DELETE", address, cancel), "s3", place_.region));
  if (reply.status == 200 || reply.status == 204 || is_missing(reply)) return {};
  return s3_error(reply, address, "deleting");
}

}  // namespace timbre::cloud
