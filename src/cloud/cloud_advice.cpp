#include "cloud/cloud_advice.h"

#include <string>
#include <utility>

#include "cloud/advice_settings.h"
#include "cloud/bedrock_advice.h"
#include "cloud/chat_advice.h"
#include "cloud/cloud_settings.h"

namespace timbre::cloud {
namespace {

/// Nobody to ask, and why.
class NoAdvice final : public score::AdviceService {
 public:
  NoAdvice(std::string needs, std::string step) {
    state_.needs = std::move(needs);
    state_.step = std::move(step);
  }
  [[nodiscard]] score::AdviceServiceState state() const override { return state_; }
  [[nodiscard]] Result<std::string> ask(const score::AdviceRequest& /*request*/,
                                        const CancelToken& /*cancel*/) override {
    return Error{ErrorKind::Unavailable, state_.needs + "; " + state_.step};
  }

 private:
  score::AdviceServiceState state_;
};

Result<AdviceSettings> settings_in(const std::filesystem::path& data_folder, FileSystem& disk) {
  TRY(const CloudSettings settings, read_cloud_settings(data_folder, disk));
  if (settings.advice.is_null()) return Error{ErrorKind::NotFound, "no language model is configured for advice"};
  return parse_advice_settings(settings.advice, settings.where("advice"));
}

}  // namespace

std::shared_ptr<score::AdviceService> make_advice_service(const std::filesystem::path& data_folder, FileSystem& disk,
                                                          const Clock& clock, net::HttpExchanger& exchanger) {
  const auto settings = settings_in(data_folder, disk);
  if (!settings.ok()) {
    const std::string file = cloud_settings_file(data_folder).string();
    const std::string step = settings.error().kind == ErrorKind::NotFound
                                 ? "add a section \"advice\" to '" + file + "' (docs/advice.md) and start Timbre again"
                                 : "mend '" + file + "' (docs/advice.md) and start Timbre again";
    return std::make_shared<NoAdvice>(settings.error().message, step);
  }
  if (settings->protocol == AdviceProtocol::OpenAiChat) {
    return std::make_shared<ChatAdvice>(*settings, exchanger, environment_variable, disk);
  }
  AwsChainOptions options;
  options.profile = settings->profile;
  options.region = settings->region;
  options.allow_plain_http = settings->allow_plain_http;
  return std::make_shared<BedrockAdvice>(*settings, std::make_unique<AwsClient>(options, disk, clock, exchanger));
}

}  // namespace timbre::cloud
