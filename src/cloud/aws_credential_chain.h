#pragma once
/// AWS's credentials as they are needed: fetched where the plan says (aws_credential_plan.h), kept until shortly before
/// they expire. In memory only.

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "base/cancel.h"
#include "base/clock.h"
#include "base/file_system.h"
#include "base/result.h"
#include "cloud/aws_credential_plan.h"
#include "cloud/aws_credentials.h"
#include "cloud/aws_surroundings.h"
#include "net/http_exchange.h"

namespace timbre::cloud {

struct AwsChainOptions {
  std::string profile = {};  ///< empty: AWS_PROFILE, else "default"
  std::string region = {};   ///< empty: as the surroundings say
  std::string sts_url = {};  ///< empty: AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, AWS's own
  bool allow_plain_http = false;
  AwsSurroundings surroundings = AwsSurroundings::of_this_process();
};

/// Thread-safe. All that is handed in by reference outlives it.
class AwsCredentialChain {
 public:
  AwsCredentialChain(AwsChainOptions options, FileSystem& disk, const Clock& clock, net::HttpExchanger& exchanger);

  /// Good for five minutes at least, where their source gives such.
  [[nodiscard]] Result<AwsCredentials> get(const CancelToken& cancel);
  /// The next get() fetches them anew: a service said that they have expired.
  void forget();
  /// "the environment": where they would come from, without fetching them. Asks at most the instance's metadata service
  /// whether it is there, for a second, once a minute. Unavailable, saying what to do, where there is nothing.
  [[nodiscard]] Result<std::string> where_from();
  [[nodiscard]] Result<std::string> region();
  [[nodiscard]] const AwsSurroundings& surroundings() const { return options_.surroundings; }

 private:
  [[nodiscard]] Result<AwsCredentialPlan> plan();
  [[nodiscard]] Result<AwsCredentials> fetch(const AwsCredentialPlan& plan, const CancelToken& cancel);
  [[nodiscard]] Result<StsPlace> sts();
  [[nodiscard]] bool is_on_instance();

  AwsChainOptions options_;
  FileSystem& disk_;
  const Clock& clock_;
  net::HttpExchanger& exchanger_;
  std::mutex fetching_;  ///< held while credentials are fetched
  std::optional<AwsCredentials> kept_;
  std::mutex looking_;
  std::optional<std::pair<std::chrono::nanoseconds, bool>> instance_;  ///< when it was asked, what it said
};

/// "https://s3.eu-west-1.amazonaws.com": the address of a service in a region; China's have an ending of their own.
[[nodiscard]] std::string aws_address(const std::string& host_start, const std::string& region);

/// Settings, AWS_ENDPOINT_URL_<id>, AWS_ENDPOINT_URL, else aws_address(). Without a slash at the end.
[[nodiscard]] std::string find_aws_address(const AwsSurroundings& surroundings, const std::string& own,
                                           const std::string& id, const std::string& host_start,
                                           const std::string& region);

}  // namespace timbre::cloud
