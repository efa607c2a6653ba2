#include "cloud/sagemaker_async.h"

#include <algorithm>

#include "base/json.h"
#include "base/utf8.h"
#include "cloud/aws_error.h"
#include "net/aws_signature.h"

namespace timbre::cloud {
namespace {

constexpr int kLeastTtlS = 60;  // what SageMaker takes
constexpr int kMostTtlS = 6 * 3600;
constexpr int kMostInvocationS = 3600;

std::string header(const net::HttpReply& reply, const std::string& name) {
  const auto found = reply.headers.find(name);
  return found == reply.headers.end() ? "" : found->second;
}

/// Headers are what the API documents; some proxies and older SDK stand-ins answer in the body.
std::string said(const net::HttpReply& reply, const Json& body, const char* header_name, const char* field) {
  std::string value = header(reply, header_name);
  if (value.empty() && body.is_object()) {
    const auto found = body.find(field);
    if (found != body.end() && found->is_string()) value = found->get<std::string>();
  }
  return value;
}

Error endpoint_error(const net::HttpReply& reply, const std::string& endpoint) {
  const AwsProblem problem = read_aws_problem(reply);
  Error error = aws_error(problem, "SageMaker, endpoint '" + endpoint + "'");
  const bool is_unknown = problem.code == "ValidationError" || problem.code == "ValidationException";
  if (is_unknown && problem.message.find("not found") != std::string::npos) {
    return {ErrorKind::NotFound, "SageMaker: there is no endpoint '" + endpoint +
                                     "' in this account and region; correct sagemaker.endpoint or the region"};
  }
  return error;
}

}  // namespace

S3Address failure_address_of(const S3Address& output) {
  const auto slash = output.key.rfind('/');
  std::string name = slash == std::string::npos ? output.key : output.key.substr(slash + 1);
  if (name.ends_with(".out")) name.resize(name.size() - 4);
  std::string folder = slash == std::string::npos ? "" : output.key.substr(0, slash);
  const auto last = folder.rfind('/');
  folder = last == std::string::npos ? "" : folder.substr(0, last + 1);
  return {output.bucket, folder + "error/" + name + "-error.out"};
}

Result<SagemakerJob> SagemakerAsync::invoke(const S3Address& input, int time_limit_s, const CancelToken& cancel) {
  net::HttpRequest request;
  request.method = "POST";
  const std::string address = find_aws_address(client_.credentials().surroundings(), place_.url, "SAGEMAKER_RUNTIME",
                                               "runtime.sagemaker", place_.region);
  request.url = address + "/endpoints/" + net::aws_uri_encode(place_.endpoint) + "/async-invocations";
  request.headers = {
      {"X-Amzn-SageMaker-Content-Type", "application/json"},
      {"X-Amzn-SageMaker-Accept", "application/json"},
      {"X-Amzn-SageMaker-InputLocation", to_string(input)},
      {"X-Amzn-SageMaker-RequestTTLSeconds", std::to_string(std::clamp(time_limit_s, kLeastTtlS, kMostTtlS))},
      {"X-Amzn-SageMaker-InvocationTimeoutSeconds",
       std::to_string(std::clamp(time_limit_s, kLeastTtlS, kMostInvocationS))}};
  request.allow_plain_http = place_.allow_plain_http;
  request.max_body_bytes = 1'000'000;
  request.total_timeout = std::chrono::seconds(60);
  request.cancel = cancel;
  TRY(const net::HttpReply reply, client_.send(std::move(request), "sagemaker", place_.region));
  if (reply.status != 202 && reply.status != 200) return endpoint_error(reply, place_.endpoint);
  const Json body = Json::parse(reply.body, nullptr, false);
  const auto output = parse_s3_address(said(reply, body, "x-amzn-sagemaker-outputlocation", "OutputLocation"));
  if (!output) {
    return Error{ErrorKind::Unavailable, "SageMaker, endpoint '" + place_.endpoint +
                                             "': the answer names no place for the result; is it an asynchronous one?"};
  }
  const auto failure = parse_s3_address(said(reply, body, "x-amzn-sagemaker-failurelocation", "FailureLocation"));
  std::string id = printable(said(reply, body, "x-amzn-sagemaker-inference-id", "InferenceId")).substr(0, 200);
  if (id.empty()) id = to_string(*output);
  return SagemakerJob{std::move(id), *output, failure ? *failure : failure_address_of(*output)};
}

}  // namespace timbre::cloud
