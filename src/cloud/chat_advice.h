#pragma once
/// Advice from any server that speaks OpenAI's chat API (POST /v1/chat/completions): OpenAI itself, llama.cpp, vLLM,
/// Ollama, LM Studio … A model on this machine serves as well as any.
///
/// The shape of the answer is asked for with response_format json_schema; where the server refuses that, json_object;
/// where it refuses that too, in words. What it takes is remembered.

#include <atomic>
#include <string>

#include "base/file_system.h"
#include "cloud/advice_settings.h"
#include "cloud/openai_connection.h"
#include "net/http_exchange.h"
#include "score/advice_service.h"

namespace timbre::cloud {

/// How the shape of the answer is asked for, from strict to not at all.
enum class AnswerFormat { JsonSchema, JsonObject, Words };

/// The body of the request.
[[nodiscard]] std::string chat_request_body(const score::AdviceRequest& request, const std::string& model,
                                            AnswerFormat format);

/// The model's words in an answer of the server. Unavailable, saying why, where it refused or was cut short;
/// InvalidInput where it is no such answer.
[[nodiscard]] Result<std::string> chat_answer(std::string_view body);

class ChatAdvice final : public score::AdviceService {
 public:
  /// Exchanger and disk outlive it.
  ChatAdvice(const AdviceSettings& settings, net::HttpExchanger& exchanger, EnvironmentLookup environment,
             FileSystem& disk);
  [[nodiscard]] score::AdviceServiceState state() const override;
  [[nodiscard]] Result<std::string> ask(const score::AdviceRequest& request, const CancelToken& cancel) override;

 private:
  AdviceSettings settings_;
  OpenAiConnection connection_;
  std::atomic<AnswerFormat> format_ = AnswerFormat::JsonSchema;
};

}  // namespace timbre::cloud
