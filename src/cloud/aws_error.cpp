#include "cloud/aws_error.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/json.h"
#include "base/utf8.h"

namespace timbre::cloud {
namespace {

constexpr std::size_t kMaxMessage = 300;
constexpr std::size_t kMaxRead = 64'000;  // of a body that should be small

std::string header(const net::HttpReply& reply, const std::string& name) {
  const auto found = reply.headers.find(name);
  return found == reply.headers.end() ? "" : found->second;
}

std::string text_of(const Json& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

/// "Denied" of "com.amazon#Denied:http://…", as the services write it.
std::string bare(std::string code) {
  code = code.substr(0, code.find(':'));
  if (const auto hash = code.rfind('#'); hash != std::string::npos) code = code.substr(hash + 1);
  const bool is_plain =
      std::all_of(code.begin(), code.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '.'; });
  return is_plain ? code.substr(0, 80) : "";
}

bool is_one_of(const std::string& code, std::initializer_list<std::string_view> codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool is_refused_signature(const std::string& code) {
  return is_one_of(code, {"SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature",
                          "IncompleteSignatureException", "AuthorizationHeaderMalformed"});
}

bool is_unknown_key(const std::string& code) {
  return is_one_of(code, {"InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException", "InvalidToken",
                          "MissingAuthenticationTokenException"});
}

std::string unescaped(std::string text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kNames = {
      {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}}};
  for (const auto& [name, character] : kNames) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
      text.replace(at, name.size(), 1, character);
    }
  }
  return text;
}

}  // namespace

std::string xml_text(std::string_view xml, std::string_view element) {
  const std::string open = "<" + std::string(element) + ">";
  const std::string close = "</" + std::string(element) + ">";
  const auto start = xml.find(open);
  if (start == std::string_view::npos) return {};
  const auto end = xml.find(close, start);
  if (end == std::string_view::npos) return {};
  return unescaped(std::string(xml.substr(start + open.size(), end - start - open.size())));
}

AwsProblem read_aws_problem(const net::HttpReply& reply) {
  AwsProblem problem;
  problem.status = reply.status;
  problem.region = header(reply, "x-amz-bucket-region");
  const std::string_view body = std::string_view(reply.body).substr(0, kMaxRead);
  std::string message;
  const Json json = Json::parse(body, nullptr, false);
  if (json.is_object()) {
    problem.code = text_of(json, {"__type", "code", "Code", "ErrorCode"});
    message = text_of(json, {"message", "Message", "OriginalMessage"});
  } else {
    problem.code = xml_text(body, "Code");
    message = xml_text(body, "Message");
    if (problem.region.empty()) problem.region = xml_text(body, "Region");
  }
  const std::string typed = header(reply, "x-amzn-errortype");
  problem.code = bare(typed.empty() ? problem.code : typed);
  // A refused signature is explained with everything that was signed, the session's token included.
  if (!is_refused_signature(problem.code)) problem.message = printable(message).substr(0, kMaxMessage);
  return problem;
}

bool is_worth_retrying(const AwsProblem& problem) {
  const bool is_busy = problem.status == 429 || problem.status == 408 || problem.status >= 500;
  return is_busy ||
         is_one_of(problem.code, {"ThrottlingException", "Throttling", "SlowDown", "TooManyRequestsException",
                                  "RequestLimitExceeded", "RequestTimeout", "ServiceUnavailable"});
}

bool is_expired(const AwsProblem& problem) {
  return is_one_of(problem.code, {"ExpiredToken", "ExpiredTokenException", "RequestExpired"});
}

Error aws_error(const AwsProblem& problem, const std::string& who) {
  const std::string said =
      who + ": " + (problem.code.empty() ? "status " + std::to_string(problem.status) : problem.code);
  const std::string why = problem.message.empty() ? "" : " (" + problem.message + ")";
  if (is_refused_signature(problem.code)) {
    if (!problem.region.empty()) {
      return {ErrorKind::Denied, said + ": asked in the wrong region; the service says '" + printable(problem.region) +
                                     "'; set the region to that"};
    }
    return {ErrorKind::Denied, said +
                                   ": the signature was refused; the secret access key does not belong to the access "
                                   "key id, or a proxy changes requests; set the credentials again"};
  }
  if (is_unknown_key(problem.code)) {
    return {ErrorKind::Denied, said + ": AWS does not know these credentials; set them again"};
  }
  if (is_expired(problem)) return {ErrorKind::Denied, said + ": the credentials have expired; sign in again"};
  if (is_one_of(problem.code, {"RequestTimeTooSkewed"})) {
    return {ErrorKind::Unavailable, said + ": this machine's clock is wrong; set it, then try again"};
  }
  if (problem.status == 301 || problem.code == "PermanentRedirect") {
    const std::string where = problem.region.empty() ? "another region" : "'" + printable(problem.region) + "'";
    return {ErrorKind::InvalidInput, said + ": the bucket is in " + where + "; set the region to that"};
  }
  if (problem.status == 401 || problem.status == 403) {
    return {ErrorKind::Denied,
            said + why + ": these credentials may not do that; docs/engines.md lists what they need"};
  }
  if (problem.status == 404) return {ErrorKind::NotFound, said + why};
  if (is_worth_retrying(problem)) {
    return {ErrorKind::Unavailable, said + why + ": the service is busy or down; try again in a while"};
  }
  return {ErrorKind::InvalidInput, said + why};
}

}  // namespace timbre::cloud
