#include "cloud/chat_advice.h"

#include <utility>

#include "base/utf8.h"
#include "cloud/service_words.h"
#include "net/url.h"

namespace timbre::cloud {
namespace {

constexpr std::size_t kLargestAnswerBytes = std::size_t{1} << 20;

OpenAiServer server_of(const AdviceSettings& settings) {
  OpenAiServer server;
  server.setting = settings.where;
  server.base_url = settings.base_url;
  server.model = settings.model;
  server.api_key_env = settings.api_key_env;
  server.api_key_file = settings.api_key_file;
  server.allow_plain_http = settings.allow_plain_http;
  server.timeout = settings.timeout;
  server.patience = settings.timeout;
  return server;
}

Json format_json(const Json& schema, AnswerFormat format) {
  if (format == AnswerFormat::JsonObject) return {{"type", "json_object"}};
  return {{"type", "json_schema"}, {"json_schema", {{"name", "advice"}, {"strict", true}, {"schema", schema}}}};
}

AnswerFormat looser(AnswerFormat format) {
  return format == AnswerFormat::JsonSchema ? AnswerFormat::JsonObject : AnswerFormat::Words;
}

/// Servers answer a response_format that they do not know with one of these.
bool may_be_the_format(int status) { return status == 400 || status == 422 || status == 500 || status == 501; }

Error no_answer(const std::string& why) { return {ErrorKind::Unavailable, why}; }

/// What a message says: text, or a list of parts with text.
std::string content_of(const Json& message) {
  const auto content = message.find("content");
  if (content == message.end()) return {};
  if (content->is_string()) return *content;
  std::string text;
  if (!content->is_array()) return text;
  for (const Json& part : *content) text += text_at(part, "text");
  return text;
}

/// Models that think aloud do it in front of the answer.
std::string without_thoughts(const std::string& text) {
  constexpr std::string_view kEnd = "</think>";
  const auto end = text.rfind(kEnd);
  return end == std::string::npos ? text : text.substr(end + kEnd.size());
}

}  // namespace

std::string chat_request_body(const score::AdviceRequest& request, const std::string& model, AnswerFormat format) {
  std::string instruction = request.instruction;
  if (format != AnswerFormat::JsonSchema) {
    instruction += " The shape, as JSON Schema: " + request.answer_schema.dump();
  }
  Json body;
  body["model"] = valid_utf8(model);
  body["messages"] = Json::array({Json{{"role", "system"}, {"content", instruction}},
                                  Json{{"role", "user"}, {"content", request.scorecard.dump()}}});
  if (format != AnswerFormat::Words) body["response_format"] = format_json(request.answer_schema, format);
  body["stream"] = false;
  return body.dump();
}

Result<std::string> chat_answer(std::string_view body) {
  const Json json = Json::parse(body, nullptr, false);
  const Error none{ErrorKind::InvalidInput, "the server's answer holds no message of a model"};
  if (!json.is_object() || !json.contains("choices") || !json["choices"].is_array() || json["choices"].empty()) {
    return none;
  }
  const Json& choice = json["choices"][0];
  if (!choice.is_object() || !choice.contains("message") || !choice["message"].is_object()) return none;
  const std::string refusal = text_at(choice["message"], "refusal");
  if (!refusal.empty()) return no_answer("the model declined: " + message_of(refusal));
  const std::string reason = text_at(choice, "finish_reason");
  if (reason == "length") return no_answer("the model's answer was cut off at its own limit of length");
  if (reason == "content_filter") return no_answer("the service's filter held the answer back");
  const std::string text = without_thoughts(content_of(choice["message"]));
  if (text.empty()) return no_answer("the model answered nothing");
  return text;
}

ChatAdvice::ChatAdvice(const AdviceSettings& settings, net::HttpExchanger& exchanger, EnvironmentLookup environment,
                       FileSystem& disk)
    : settings_(settings), connection_(server_of(settings), exchanger, std::move(environment), disk) {}

score::AdviceServiceState ChatAdvice::state() const {
  score::AdviceServiceState state;
  state.service = to_string(settings_.protocol);
  state.model = settings_.model;
  state.host = connection_.host();
  state.is_local = net::is_loopback(settings_.base_url);
  state.language = settings_.language;
  const Result<void> key = connection_.check_key();
  state.is_configured = key.ok();
  if (!key.ok()) {
    state.needs = key.error().message;
    state.step = "put the key there, or change \"api_key_env\" or \"api_key_file\" in " + settings_.where;
  }
  return state;
}

Result<std::string> ChatAdvice::ask(const score::AdviceRequest& request, const CancelToken& cancel) {
  net::HttpRequest http;
  http.method = "POST";
  http.url = settings_.base_url + "/v1/chat/completions";
  http.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  http.max_body_bytes = kLargestAnswerBytes;
  http.cancel = cancel;
  for (AnswerFormat format = format_;; format = looser(format)) {
    http.body = chat_request_body(request, settings_.model, format);
    TRY(const net::HttpReply reply, connection_.ask(http));
    if (reply.status >= 200 && reply.status < 300) {
      format_ = format;
      const auto answer = chat_answer(reply.body);
      if (answer.ok()) return answer;
      return connection_.cleaned({answer.error().kind, connection_.host() + ": " + answer.error().message});
    }
    if (format == AnswerFormat::Words || !may_be_the_format(reply.status)) return connection_.refusal_of(reply);
  }
}

}  // namespace timbre::cloud
