#pragma once
/// The section "sagemaker" of engines.json (docs/formats/engines.md).

#include <string>

#include "base/json.h"
#include "base/result.h"

namespace timbre::cloud {

struct SagemakerSettings {
  std::string endpoint;      ///< the asynchronous endpoint's name
  std::string bucket;        ///< where requests are put
  std::string region = {};   ///< empty: as AWS's own settings say
  std::string profile = {};  ///< of AWS's shared files; empty: as AWS's own settings say
  std::string input_prefix = "input/";
  double give_up_minutes = 30;   ///< after the request was queued
  std::string runtime_url = {};  ///< for servers that stand in for Amazon's
  std::string s3_url = {};
  std::string sts_url = {};
  bool allow_plain_http = false;
};

/// InvalidInput, naming the field. `where` begins the message: "engines.json: sagemaker".
[[nodiscard]] Result<SagemakerSettings> parse_sagemaker_settings(const Json& section, const std::string& where);

}  // namespace timbre::cloud
