#pragma once
/// Advice from a model of Amazon Bedrock, by its Converse API (Amazon Bedrock API Reference, "Converse").
///
/// The shape of the answer is asked for as the input of a tool that the model must use; models that have no tools
/// refuse that (ValidationException), and are asked in words instead. What the model takes is remembered.

#include <atomic>
#include <memory>
#include <string>

#include "cloud/advice_settings.h"
#include "cloud/aws_client.h"
#include "score/advice_service.h"

namespace timbre::cloud {

enum class WithTool { No, Yes };

/// The body of the request.
[[nodiscard]] std::string converse_request_body(const score::AdviceRequest& request, WithTool with_tool);

/// The model's words in an answer, or what it handed to the tool. Unavailable, saying why, where it was held back or
/// cut short; InvalidInput where it is no such answer.
[[nodiscard]] Result<std::string> converse_answer(std::string_view body);

class BedrockAdvice final : public score::AdviceService {
 public:
  BedrockAdvice(AdviceSettings settings, std::unique_ptr<AwsClient> client);
  /// Asks at most the instance's own metadata service, where nothing else is configured.
  [[nodiscard]] score::AdviceServiceState state() const override;
  [[nodiscard]] Result<std::string> ask(const score::AdviceRequest& request, const CancelToken& cancel) override;

 private:
  [[nodiscard]] std::string address_in(const std::string& region) const;

  AdviceSettings settings_;
  std::unique_ptr<AwsClient> client_;
  std::atomic<bool> takes_tools_ = true;
};

}  // namespace timbre::cloud
