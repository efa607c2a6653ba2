#pragma once
/// The shared files of AWS's tools: ~/.aws/credentials and ~/.aws/config ("Configuration and credential file settings",
/// AWS Command Line Interface User Guide).

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/file_system.h"
#include "base/result.h"
#include "cloud/aws_surroundings.h"

namespace timbre::cloud {

/// name → value, names in lower case.
using AwsProfile = std::map<std::string, std::string>;

struct AwsProfiles {
  std::map<std::string, AwsProfile> by_name;

  /// Empty where there is no such profile or value.
  [[nodiscard]] std::string value(const std::string& profile, const std::string& key) const;
};

/// Where AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE say, else in ~/.aws. A file that is not there is empty; what
/// both say, the credentials file says. InvalidInput, naming file and line and never what stands there.
[[nodiscard]] Result<AwsProfiles> read_aws_profiles(const AwsSurroundings& surroundings, FileSystem& disk);

/// One file's text. In the config file, sections are called "profile NAME".
[[nodiscard]] Result<AwsProfiles> parse_aws_profiles(std::string_view text, const std::string& file_name,
                                                     bool is_config);

}  // namespace timbre::cloud
