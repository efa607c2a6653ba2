#pragma once
/// The section "advice" of engines.json: the language model that gives richer advice. docs/advice.md.

#include <chrono>
#include <string>

#include "base/json.h"
#include "base/result.h"

namespace timbre::cloud {

enum class AdviceProtocol { BedrockConverse, OpenAiChat };

struct AdviceSettings {
  AdviceProtocol protocol = AdviceProtocol::OpenAiChat;
  std::string where = "engines.json: advice";  ///< for messages
  std::string model = {};                      ///< or, for Bedrock, an inference profile's id or ARN
  std::string base_url = {};                   ///< without "/v1" and slash; Bedrock: empty for AWS's own
  std::string api_key_env = {};                ///< chat only, as api_key_file; both empty: no key
  std::string api_key_file = {};
  std::string region = {};  ///< Bedrock only, as profile; empty: as AWS's own programs find it
  std::string profile = {};
  bool allow_plain_http = false;
  std::chrono::seconds timeout{60};  ///< for one answer
  std::string language = "en";       ///< of the tips
};

/// "bedrock", "openai_chat".
[[nodiscard]] const char* to_string(AdviceProtocol protocol);

/// InvalidInput, naming the field, for what docs/advice.md does not allow.
[[nodiscard]] Result<AdviceSettings> parse_advice_settings(const Json& section, const std::string& where);

}  // namespace timbre::cloud
