#include "cloud/aws_credential_plan.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "cloud/aws_machine_credentials.h"

namespace timbre::cloud {
namespace {

using Kind = AwsCredentialPlan::Kind;
constexpr int kMostRoles = 5;

AwsCredentialPlan keys_plan(AwsCredentials keys) { return {.kind = Kind::Keys, .keys = std::move(keys)}; }

std::optional<AwsCredentialPlan> from_variables(const AwsSurroundings& surroundings) {
  const std::string id = surroundings.variable("AWS_ACCESS_KEY_ID");
  const std::string secret = surroundings.variable("AWS_SECRET_ACCESS_KEY");
  if (id.empty() || secret.empty()) return std::nullopt;
  return keys_plan({id, secret, surroundings.variable("AWS_SESSION_TOKEN"), {}, "the environment"});
}

AwsRole role_of(const AwsProfile& profile, const std::string& arn) {
  AwsRole role{.arn = arn};
  const auto take = [&](const char* key, std::string& into) {
    if (const auto found = profile.find(key); found != profile.end() && !found->second.empty()) into = found->second;
  };
  take("role_session_name", role.session_name);
  take("external_id", role.external_id);
  std::string duration;
  take("duration_seconds", duration);
  std::from_chars(duration.data(), duration.data() + duration.size(), role.duration_s);
  return role;
}

Error not_our_way(const std::string& name, const std::string& what) {
  return {ErrorKind::Unavailable, "AWS profile '" + name + "' " + what +
                                      "; sign in with AWS's own tool and give Timbre what `aws configure "
                                      "export-credentials --profile " +
                                      name + " --format env` prints"};
}

/// Follows one profile; `depth` counts the roles on the way.
class ProfilePlanner {
 public:
  ProfilePlanner(const AwsSurroundings& surroundings, const AwsProfiles& profiles)
      : surroundings_(surroundings), profiles_(profiles) {}

  [[nodiscard]] Result<AwsCredentialPlan> plan(const std::string& name, int depth = 0) const {
    const auto found = profiles_.by_name.find(name);
    if (found == profiles_.by_name.end()) {
      return Error{ErrorKind::NotFound, "AWS profile '" + name + "' is in neither of AWS's shared files"};
    }
    if (depth > kMostRoles)
      return Error{ErrorKind::InvalidInput, "AWS profile '" + name + "': its roles go in a circle"};
    const auto has = [&](const char* key) { return !profiles_.value(name, key).empty(); };
    if (has("role_arn") && has("mfa_serial")) return not_our_way(name, "asks for a one-time password (mfa_serial)");
    if (has("role_arn") && has("web_identity_token_file")) return web_identity(name, found->second);
    // A profile may be its own source: then its keys are meant.
    const bool is_own_source = depth > 0 && profiles_.value(name, "source_profile") == name;
    if (has("role_arn") && !is_own_source) return role(name, found->second, depth);
    if (has("aws_access_key_id") && has("aws_secret_access_key")) {
      return keys_plan({profiles_.value(name, "aws_access_key_id"),
                        profiles_.value(name, "aws_secret_access_key"),
                        profiles_.value(name, "aws_session_token"),
                        {},
                        "AWS profile '" + name + "'"});
    }
    if (has("sso_session") || has("sso_start_url")) return not_our_way(name, "signs in through SSO");
    if (has("credential_process")) return not_our_way(name, "runs a program (credential_process)");
    return Error{ErrorKind::NotFound, "AWS profile '" + name + "' holds no credentials"};
  }

 private:
  [[nodiscard]] Result<AwsCredentialPlan> role(const std::string& name, const AwsProfile& profile, int depth) const {
    AwsCredentialPlan plan{.kind = Kind::Role, .role = role_of(profile, profiles_.value(name, "role_arn"))};
    const std::string source = profiles_.value(name, "source_profile");
    if (source.empty()) {
      TRY(AwsCredentialPlan from, named_source(name, profiles_.value(name, "credential_source")));
      plan.source = std::make_shared<const AwsCredentialPlan>(std::move(from));
      return plan;
    }
    TRY(AwsCredentialPlan from, this->plan(source, depth + 1));
    plan.source = std::make_shared<const AwsCredentialPlan>(std::move(from));
    return plan;
  }

  [[nodiscard]] Result<AwsCredentialPlan> named_source(const std::string& name, const std::string& source) const {
    if (source == "Ec2InstanceMetadata") return AwsCredentialPlan{.kind = Kind::Instance};
    if (source == "EcsContainer") return AwsCredentialPlan{.kind = Kind::Container};
    if (source == "Environment") {
      if (auto plan = from_variables(surroundings_)) return *plan;
    }
    return Error{ErrorKind::InvalidInput, "AWS profile '" + name +
                                              "' has a role_arn, but neither a source_profile nor a "
                                              "credential_source that works here"};
  }

  [[nodiscard]] Result<AwsCredentialPlan> web_identity(const std::string& name, const AwsProfile& profile) const {
    return AwsCredentialPlan{.kind = Kind::WebIdentity,
                             .role = role_of(profile, profiles_.value(name, "role_arn")),
                             .token_file = profiles_.value(name, "web_identity_token_file")};
  }

  const AwsSurroundings& surroundings_;
  const AwsProfiles& profiles_;
};

}  // namespace

std::string aws_profile_name(const AwsSurroundings& surroundings, const std::string& profile) {
  if (!profile.empty()) return profile;
  const std::string named = surroundings.variable("AWS_PROFILE");
  return named.empty() ? "default" : named;
}

Result<AwsCredentialPlan> plan_aws_credentials(const AwsSurroundings& surroundings, const AwsProfiles& profiles,
                                               const std::string& profile) {
  if (profile.empty()) {
    if (auto plan = from_variables(surroundings)) return *plan;
    const std::string token_file = surroundings.variable("AWS_WEB_IDENTITY_TOKEN_FILE");
    const std::string arn = surroundings.variable("AWS_ROLE_ARN");
    if (!token_file.empty() && !arn.empty()) {
      AwsCredentialPlan plan{.kind = Kind::WebIdentity, .role = {.arn = arn}, .token_file = token_file};
      const std::string session = surroundings.variable("AWS_ROLE_SESSION_NAME");
      if (!session.empty()) plan.role.session_name = session;
      return plan;
    }
  }
  const std::string name = aws_profile_name(surroundings, profile);
  const bool is_asked_for = !profile.empty() || !surroundings.variable("AWS_PROFILE").empty();
  auto plan = ProfilePlanner(surroundings, profiles).plan(name);
  if (plan.ok() || is_asked_for || plan.error().kind != ErrorKind::NotFound) return plan;
  if (has_container_credentials(surroundings)) return AwsCredentialPlan{.kind = Kind::Container};
  return AwsCredentialPlan{.kind = Kind::Instance};
}

Result<std::string> find_aws_region(const AwsSurroundings& surroundings, const AwsProfiles& profiles,
                                    const std::string& profile, const std::string& region) {
  std::string found = region;
  if (found.empty()) found = surroundings.variable("AWS_REGION");
  if (found.empty()) found = surroundings.variable("AWS_DEFAULT_REGION");
  if (found.empty()) found = profiles.value(aws_profile_name(surroundings, profile), "region");
  if (found.empty()) {
    return Error{ErrorKind::Unavailable, "no AWS region is named; set AWS_REGION, or \"region\" in engines.json"};
  }
  const bool is_name = found.size() <= 40 && std::all_of(found.begin(), found.end(), [](unsigned char c) {
                         return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-';
                       });
  if (!is_name) return Error{ErrorKind::InvalidInput, "the AWS region is no region's name, such as 'eu-west-1'"};
  return found;
}

}  // namespace timbre::cloud
