#pragma once
/// Where AWS's credentials come from, found without asking anybody: the standard order of the AWS SDKs.

#include <memory>
#include <string>

#include "base/file_system.h"
#include "base/result.h"
#include "cloud/aws_credentials.h"
#include "cloud/aws_profiles.h"
#include "cloud/aws_role_credentials.h"
#include "cloud/aws_surroundings.h"

namespace timbre::cloud {

struct AwsCredentialPlan {
  enum class Kind { Keys, Role, WebIdentity, Container, Instance };
  Kind kind = Kind::Instance;
  AwsCredentials keys = {};                              ///< Keys
  AwsRole role = {};                                     ///< Role, WebIdentity
  std::string token_file = {};                           ///< WebIdentity
  std::shared_ptr<const AwsCredentialPlan> source = {};  ///< Role: who takes it on
};

/// The order: variables (unless a profile is asked for by name), a web identity, the profile, a container's, an
/// instance's. `profile`: empty for AWS_PROFILE, else "default". Unavailable, saying what to do, where nothing can be
/// found or the profile wants a way that Timbre does not go (SSO, a program, a one-time password).
[[nodiscard]] Result<AwsCredentialPlan> plan_aws_credentials(const AwsSurroundings& surroundings,
                                                             const AwsProfiles& profiles, const std::string& profile);

/// The settings' own, else AWS_REGION, AWS_DEFAULT_REGION, the profile's. Unavailable where nobody says, InvalidInput
/// where it is no region's name.
[[nodiscard]] Result<std::string> find_aws_region(const AwsSurroundings& surroundings, const AwsProfiles& profiles,
                                                  const std::string& profile, const std::string& region);

/// The profile that counts: the one asked for, else AWS_PROFILE, else "default".
[[nodiscard]] std::string aws_profile_name(const AwsSurroundings& surroundings, const std::string& profile);

}  // namespace timbre::cloud
