#include "cloud/aws_role_credentials.h"

#include "base/utc_time.h"
#include "cloud/aws_error.h"
#include "net/aws_signature.h"

namespace timbre::cloud {
namespace {

std::string form(std::initializer_list<std::pair<const char*, std::string>> fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    body.append(body.empty() ? "" : "&").append(name).append("=").append(net::aws_uri_encode(value));
  }
  return body;
}

net::HttpRequest request_to(const StsPlace& sts, std::string body, const CancelToken& cancel) {
  net::HttpRequest request;
  request.method = "POST";
  request.url = sts.url;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
  request.body = std::move(body);
  request.allow_plain_http = sts.allow_plain_http;
  request.total_timeout = std::chrono::seconds(20);
  request.max_body_bytes = 256'000;
  request.cancel = cancel;
  return request;
}

Result<AwsCredentials> ask(const net::HttpRequest& request, const AwsRole& role, net::HttpExchanger& exchanger) {
  TRY(const net::HttpReply reply, exchanger.send(request));
  if (reply.status != 200) {
    Error error = aws_error(read_aws_problem(reply), "the role '" + role.arn + "' (STS)");
    return error;
  }
  AwsCredentials credentials{xml_text(reply.body, "AccessKeyId"),
                             xml_text(reply.body, "SecretAccessKey"),
                             xml_text(reply.body, "SessionToken"),
                             {},
                             "the role '" + role.arn + "'"};
  if (credentials.access_key_id.empty() || credentials.secret_access_key.empty()) {
    return Error{ErrorKind::Unavailable, "STS gave no credentials that can be read for the role '" + role.arn + "'"};
  }
  if (const auto ms = parse_rfc3339(xml_text(reply.body, "Expiration"))) {
    credentials.expires = std::chrono::system_clock::time_point(std::chrono::milliseconds(*ms));
  }
  return credentials;
}

}  // namespace

Result<AwsCredentials> assume_role(const AwsRole& role, const AwsCredentials& with, const StsPlace& sts,
                                   net::HttpExchanger& exchanger, const CancelToken& cancel) {
  net::HttpRequest request = request_to(sts,
                                        form({{"Action", "AssumeRole"},
                                              {"Version", "2011-06-15"},
                                              {"RoleArn", role.arn},
                                              {"RoleSessionName", role.session_name},
                                              {"DurationSeconds", std::to_string(role.duration_s)},
                                              {"ExternalId", role.external_id}}),
                                        cancel);
  request.signing = with.signing(sts.region, "sts");
  return ask(request, role, exchanger);
}

Result<AwsCredentials> assume_role_with_web_identity(const AwsRole& role, const std::string& token, const StsPlace& sts,
                                                     net::HttpExchanger& exchanger, const CancelToken& cancel) {
  const net::HttpRequest request = request_to(sts,
                                              form({{"Action", "AssumeRoleWithWebIdentity"},
                                                    {"Version", "2011-06-15"},
                                                    {"RoleArn", role.arn},
                                                    {"RoleSessionName", role.session_name},
                                                    {"WebIdentityToken", token}}),
                                              cancel);
  return ask(request, role, exchanger);
}

}  // namespace timbre::cloud
