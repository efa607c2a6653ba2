#include "cloud/bedrock_advice.h"

#include <utility>

#include "base/utf8.h"
#include "cloud/aws_error.h"
#include "cloud/service_words.h"
#include "net/aws_signature.h"
#include "net/url.h"

namespace timbre::cloud {
namespace {

constexpr std::size_t kLargestAnswerBytes = std::size_t{1} << 20;
constexpr int kMostTokens = 2000;  // five tips are about 500
constexpr const char* kTool = "give_advice";

Error no_answer(const std::string& why) { return {ErrorKind::Unavailable, "Bedrock: " + why}; }

Json tool_json(const Json& schema) {
  Json spec;
  spec["name"] = kTool;
  spec["description"] = "Hands the tips over to the person who recorded the clip";
  spec["inputSchema"]["json"] = schema;
  Json tool;
  tool["toolSpec"] = std::move(spec);
  Json config;
  config["tools"] = Json::array({tool});
  config["toolChoice"]["tool"]["name"] = kTool;
  return config;
}

/// Why it ended, where that means that the answer is not whole.
std::string problem_of_end(const std::string& reason) {
  if (reason == "max_tokens") return "the model's answer was cut off at its limit of length";
  if (reason == "guardrail_intervened") return "a guardrail held the answer back";
  if (reason == "content_filtered") return "the service's filter held the answer back";
  return {};
}

}  // namespace

std::string converse_request_body(const score::AdviceRequest& request, WithTool with_tool) {
  std::string instruction = request.instruction;
  if (with_tool == WithTool::No) instruction += " The shape, as JSON Schema: " + request.answer_schema.dump();
  Json body;
  Json message;
  message["role"] = "user";
  message["content"] = Json::array({Json{{"text", request.scorecard.dump()}}});
  body["system"] = Json::array({Json{{"text", instruction}}});
  body["messages"] = Json::array({message});
  body["inferenceConfig"] = {{"maxTokens", kMostTokens}};
  if (with_tool == WithTool::Yes) body["toolConfig"] = tool_json(request.answer_schema);
  return body.dump();
}

Result<std::string> converse_answer(std::string_view body) {
  const Json json = Json::parse(body, nullptr, false);
  const std::string problem = problem_of_end(text_at(json, "stopReason"));
  if (!problem.empty()) return no_answer(problem);
  const Json::json_pointer at("/output/message/content");
  if (!json.is_object() || !json.contains(at) || !json[at].is_array()) {
    return Error{ErrorKind::InvalidInput, "Bedrock: the answer holds no message of a model"};
  }
  std::string words;
  for (const Json& part : json[at]) {
    if (!part.is_object()) continue;
    const auto used = part.find("toolUse");
    if (used != part.end() && used->is_object() && used->contains("input")) return (*used)["input"].dump();
    words += text_at(part, "text");
  }
  if (words.empty()) return no_answer("the model answered nothing");
  return words;
}

BedrockAdvice::BedrockAdvice(AdviceSettings settings, std::unique_ptr<AwsClient> client)
    : settings_(std::move(settings)), client_(std::move(client)) {}

std::string BedrockAdvice::address_in(const std::string& region) const {
  return find_aws_address(client_->credentials().surroundings(), settings_.base_url, "BEDROCK_RUNTIME",
                          "bedrock-runtime", region);
}

score::AdviceServiceState BedrockAdvice::state() const {
  score::AdviceServiceState state;
  state.service = to_string(settings_.protocol);
  state.model = settings_.model;
  state.language = settings_.language;
  const auto region = client_->credentials().region();
  const auto from = client_->credentials().where_from();
  if (region.ok()) {
    const std::string url = address_in(*region);
    state.host = net::host_of(url);
    state.is_local = net::is_loopback(url);
  }
  state.is_configured = region.ok() && from.ok();
  if (!region.ok()) state.needs = region.error().message;
  if (!from.ok()) state.needs = from.error().message;
  if (!state.is_configured) state.step = "set up AWS as its own programs want it (docs/engines.md)";
  return state;
}

Result<std::string> BedrockAdvice::ask(const score::AdviceRequest& request, const CancelToken& cancel) {
  TRY(const std::string region, client_->credentials().region());
  net::HttpRequest http;
  http.method = "POST";
  http.url = address_in(region) + "/model/" + net::aws_uri_encode(settings_.model) + "/converse";
  http.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  http.allow_plain_http = settings_.allow_plain_http;
  http.total_timeout = settings_.timeout;
  http.stall_timeout = settings_.timeout;
  http.max_body_bytes = kLargestAnswerBytes;
  http.cancel = cancel;
  for (bool with_tool = takes_tools_;; with_tool = false) {
    http.body = converse_request_body(request, with_tool ? WithTool::Yes : WithTool::No);
    TRY(const net::HttpReply reply, client_->send(http, "bedrock", region));
    if (reply.status >= 200 && reply.status < 300) {
      takes_tools_ = with_tool;
      return converse_answer(reply.body);
    }
    const AwsProblem problem = read_aws_problem(reply);
    if (!with_tool || problem.code != "ValidationException") return aws_error(problem, "Bedrock");
  }
}

}  // namespace timbre::cloud
