#include "cloud/aws_machine_credentials.h"

#include <array>

#include "base/json.h"
#include "base/utc_time.h"
#include "cloud/aws_error.h"
#include "net/aws_signature.h"
#include "net/url.h"

namespace timbre::cloud {
namespace {

constexpr std::size_t kMaxAnswer = 64'000;

net::HttpRequest local_request(std::string url, const CancelToken& cancel) {
  net::HttpRequest request;
  request.url = std::move(url);
  request.allow_plain_http = true;  // the address is checked by whoever asks
  request.connect_timeout = std::chrono::milliseconds(800);
  request.stall_timeout = std::chrono::seconds(1);
  request.total_timeout = std::chrono::seconds(1);
  request.max_body_bytes = kMaxAnswer;
  request.cancel = cancel;
  return request;
}

Result<AwsCredentials> parse(const std::string& body, const std::string& from) {
  const Json json = Json::parse(body, nullptr, false);
  const auto text = [&](const char* key) {
    const auto found = json.is_object() ? json.find(key) : json.end();
    return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  AwsCredentials credentials{text("AccessKeyId"), text("SecretAccessKey"), text("Token"), {}, from};
  if (credentials.access_key_id.empty() || credentials.secret_access_key.empty()) {
    return Error{ErrorKind::Unavailable, from + " gave no credentials that can be read"};
  }
  if (const auto ms = parse_rfc3339(text("Expiration"))) {
    credentials.expires = std::chrono::system_clock::time_point(std::chrono::milliseconds(*ms));
  }
  return credentials;
}

std::string metadata_address(const AwsSurroundings& surroundings) {
  const std::string named = surroundings.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
  std::string address = named.empty() ? "http://169.254.169.254" : named;
  while (address.ends_with('/')) address.pop_back();
  return address;
}

/// IMDSv2: nothing is given without a token of the session.
Result<std::string> metadata_token(const AwsSurroundings& surroundings, net::HttpExchanger& exchanger,
                                   const CancelToken& cancel) {
  const std::string address = metadata_address(surroundings);
  if (!net::is_link_local(address) && !net::is_loopback(address)) {
    return Error{ErrorKind::Denied, "AWS_EC2_METADATA_SERVICE_ENDPOINT names another machine, which is not allowed"};
  }
  net::HttpRequest request = local_request(address + "/latest/api/token", cancel);
  request.method = "PUT";
  request.headers = {{"X-aws-ec2-metadata-token-ttl-seconds", "21600"}};
  TRY(const net::HttpReply reply, exchanger.send(request));
  if (reply.status != 200) return Error{ErrorKind::Unavailable, "the instance's metadata service gives no token"};
  return reply.body;
}

Result<std::string> metadata(const AwsSurroundings& surroundings, const std::string& path, const std::string& token,
                             net::HttpExchanger& exchanger, const CancelToken& cancel) {
  net::HttpRequest request = local_request(metadata_address(surroundings) + path, cancel);
  request.headers = {{"X-aws-ec2-metadata-token", token}};
  TRY(const net::HttpReply reply, exchanger.send(request));
  if (reply.status == 200) return reply.body;
  return Error{ErrorKind::Unavailable, "the instance has no role whose credentials could be used; attach one"};
}

/// What the SDKs allow: https, this machine, and the addresses that ECS and EKS answer under.
bool is_allowed_container_address(const std::string& url) {
  if (net::check_url(url).ok()) return true;
  constexpr std::array<std::string_view, 3> kHosts = {"169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"};
  const std::string host = net::host_of(url);
  for (const std::string_view allowed : kHosts) {
    if (host == allowed) return net::check_url_or_plain_http(url).ok();
  }
  return false;
}

Result<std::string> container_token(const AwsSurroundings& surroundings, FileSystem& disk) {
  const std::string file = surroundings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  if (file.empty()) return surroundings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
  TRY(std::string token, disk.read(file, kMaxAnswer));
  while (token.ends_with('\n') || token.ends_with('\r')) token.pop_back();
  return token;
}

}  // namespace

bool has_container_credentials(const AwsSurroundings& surroundings) {
  return !surroundings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").empty() ||
         !surroundings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI").empty();
}

Result<AwsCredentials> container_credentials(const AwsSurroundings& surroundings, FileSystem& disk,
                                             net::HttpExchanger& exchanger, const CancelToken& cancel) {
  const std::string relative = surroundings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  const std::string url = relative.empty() ? surroundings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI")
                                           : "http://169.254.170.2" + relative;
  if (!is_allowed_container_address(url)) {
    return Error{ErrorKind::Denied,
                 "AWS_CONTAINER_CREDENTIALS_FULL_URI is neither https nor on this machine; it is not asked"};
  }
  TRY(const std::string token, container_token(surroundings, disk));
  net::HttpRequest request = local_request(url, cancel);
  if (!token.empty()) request.headers = {{"Authorization", token}};
  TRY(const net::HttpReply reply, exchanger.send(request));
  const std::string from = "the container's credential service";
  if (reply.status != 200) {
    return Error{ErrorKind::Unavailable, from + " answers with status " + std::to_string(reply.status)};
  }
  return parse(reply.body, from);
}

bool has_instance_metadata(const AwsSurroundings& surroundings, net::HttpExchanger& exchanger) {
  if (surroundings.variable("AWS_EC2_METADATA_DISABLED") == "true") return false;
  return metadata_token(surroundings, exchanger, {}).ok();
}

Result<AwsCredentials> instance_credentials(const AwsSurroundings& surroundings, net::HttpExchanger& exchanger,
                                            const CancelToken& cancel) {
  const std::string folder = "/latest/meta-data/iam/security-credentials/";
  TRY(const std::string token, metadata_token(surroundings, exchanger, cancel));
  TRY(const std::string roles, metadata(surroundings, folder, token, exchanger, cancel));
  const std::string role = roles.substr(0, roles.find_first_of("\r\n"));
  TRY(const std::string body, metadata(surroundings, folder + net::aws_uri_encode(role), token, exchanger, cancel));
  return parse(body, "the instance's role");
}

}  // namespace timbre::cloud
