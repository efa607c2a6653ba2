#include "cloud/advice_settings.h"

#include "cloud/json_fields.h"
#include "net/url.h"
#include "score/advice_request.h"

namespace timbre::cloud {
namespace {

constexpr double kLongestTimeoutS = 600;
constexpr std::size_t kLongestModelBytes = 2048;  // Bedrock's own limit of a model's id

/// The address as it is kept: people give it with and without the version.
std::string without_version(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  if (url.ends_with("/v1")) url.resize(url.size() - 3);
  while (url.ends_with('/')) url.pop_back();
  return url;
}

Result<AdviceProtocol> protocol_of(const std::string& name, const std::string& where) {
  for (const AdviceProtocol protocol : {AdviceProtocol::BedrockConverse, AdviceProtocol::OpenAiChat}) {
    if (name == to_string(protocol)) return protocol;
  }
  return Error{ErrorKind::InvalidInput, where + R"(.service must be "bedrock" or "openai_chat")"};
}

/// What one of the two services has no use for is a mistake, and is said to be.
Result<void> check_belonging(const AdviceSettings& settings) {
  const bool is_chat = settings.protocol == AdviceProtocol::OpenAiChat;
  const auto wrong = [&](const char* what) { return Error{ErrorKind::InvalidInput, settings.where + what}; };
  if (is_chat && settings.base_url.empty()) {
    return wrong(".base_url is missing: the server's address, for example http://127.0.0.1:8080");
  }
  if (is_chat && !(settings.region + settings.profile).empty()) {
    return wrong(": region and profile are for \"bedrock\"; take them out");
  }
  if (!is_chat && !(settings.api_key_env + settings.api_key_file).empty()) {
    return wrong(": \"bedrock\" takes AWS's credentials from where AWS's own programs do; take api_key_* out");
  }
  if (!settings.api_key_env.empty() && !settings.api_key_file.empty()) {
    return wrong(": api_key_env and api_key_file are both there; keep one");
  }
  return {};
}

}  // namespace

const char* to_string(AdviceProtocol protocol) {
  return protocol == AdviceProtocol::BedrockConverse ? "bedrock" : "openai_chat";
}

Result<AdviceSettings> parse_advice_settings(const Json& section, const std::string& where) {
  JsonFields fields(section, where);
  AdviceSettings settings;
  settings.where = where;
  const std::string service = fields.text("service");
  settings.model = fields.text("model");
  settings.base_url = without_version(fields.text_or("base_url", ""));
  settings.api_key_env = fields.text_or("api_key_env", "");
  settings.api_key_file = fields.text_or("api_key_file", "");
  settings.region = fields.text_or("region", "");
  settings.profile = fields.text_or("profile", "");
  settings.allow_plain_http = fields.flag_or("allow_plain_http", false);
  settings.timeout =
      std::chrono::seconds(static_cast<std::int64_t>(fields.number_or("timeout_s", 60, 1, kLongestTimeoutS)));
  settings.language = fields.text_or("language", "en");
  TRY_VOID(fields.done());
  TRY(settings.protocol, protocol_of(service, where));
  if (settings.model.size() > kLongestModelBytes) {
    return Error{ErrorKind::InvalidInput, where + ".model is longer than 2048 bytes"};
  }
  TRY_VOID(check_belonging(settings));
  if (!settings.base_url.empty()) {
    const Result<void> allowed =
        settings.allow_plain_http ? net::check_url_or_plain_http(settings.base_url) : net::check_url(settings.base_url);
    if (!allowed.ok()) return Error{ErrorKind::InvalidInput, where + ".base_url: " + allowed.error().message};
  }
  const Result<void> language = score::check_advice_language(settings.language);
  if (!language.ok()) return Error{ErrorKind::InvalidInput, where + ": " + language.error().message};
  return settings;
}

}  // namespace timbre::cloud
