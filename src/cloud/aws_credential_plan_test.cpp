// Rung: exact. The order of the AWS SDKs' default chain, and what is said where it ends.
#include "cloud/aws_credential_plan.h"

#include <gtest/gtest.h>

namespace timbre::cloud {
namespace {

using Kind = AwsCredentialPlan::Kind;

AwsProfiles profiles(const std::string& text) { return parse_aws_profiles(text, "credentials", false).value(); }

const char* const kKeys = "[default]\naws_access_key_id=AKIAFILE\naws_secret_access_key=s\n";

TEST(AwsCredentialPlan, VariablesComeFirstThenAProfileThenTheMachine) {
  AwsSurroundings around{
      {{"AWS_ACCESS_KEY_ID", "AKIAENV"}, {"AWS_SECRET_ACCESS_KEY", "s"}, {"AWS_SESSION_TOKEN", "t"}}};
  auto plan = plan_aws_credentials(around, profiles(kKeys), "");
  EXPECT_EQ(plan->keys.access_key_id, "AKIAENV");
  EXPECT_EQ(plan->keys.session_token, "t");
  EXPECT_EQ(plan_aws_credentials(around, profiles(kKeys), "default")->keys.access_key_id, "AKIAFILE");
  around.variables.erase("AWS_SECRET_ACCESS_KEY");
  EXPECT_EQ(plan_aws_credentials(around, profiles(kKeys), "")->keys.access_key_id, "AKIAFILE");
  EXPECT_EQ(plan_aws_credentials({}, {}, "")->kind, Kind::Instance);
  around.variables = {{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x"}};
  EXPECT_EQ(plan_aws_credentials(around, {}, "")->kind, Kind::Container);
  around.variables = {{"AWS_WEB_IDENTITY_TOKEN_FILE", "/t"}, {"AWS_ROLE_ARN", "arn:r"}, {"AWS_ROLE_SESSION_NAME", "n"}};
  plan = plan_aws_credentials(around, profiles(kKeys), "");
  EXPECT_EQ(plan->kind, Kind::WebIdentity);
  EXPECT_EQ(plan->role.session_name, "n");
}

TEST(AwsCredentialPlan, ARoleIsTakenOnByItsSource) {
  const auto all = profiles(
      "[voice]\nrole_arn=arn:voice\nsource_profile=base\nexternal_id=e\nduration_seconds=900\n"
      "[base]\nrole_arn=arn:base\nsource_profile=keys\n[keys]\naws_access_key_id=AKIAK\naws_secret_access_key=s\n"
      "[own]\nrole_arn=arn:own\nsource_profile=own\naws_access_key_id=AKIAOWN\naws_secret_access_key=s\n"
      "[vm]\nrole_arn=arn:vm\ncredential_source=Ec2InstanceMetadata\n");
  const auto plan = plan_aws_credentials({}, all, "voice");
  ASSERT_TRUE(plan.ok()) << plan.error().message;
  EXPECT_EQ(plan->kind, Kind::Role);
  EXPECT_EQ(plan->role.arn, "arn:voice");
  EXPECT_EQ(plan->role.external_id, "e");
  EXPECT_EQ(plan->role.duration_s, 900);
  EXPECT_EQ(plan->source->role.arn, "arn:base");
  EXPECT_EQ(plan->source->source->keys.access_key_id, "AKIAK");
  EXPECT_EQ(plan_aws_credentials({}, all, "own")->source->keys.access_key_id, "AKIAOWN");
  EXPECT_EQ(plan_aws_credentials({}, all, "vm")->source->kind, Kind::Instance);
}

TEST(AwsCredentialPlan, SaysWhichWayItDoesNotGo) {
  const auto problem = [](const std::string& text, const std::string& name) {
    const auto plan = plan_aws_credentials({}, profiles(text), name);
    return plan.ok() ? "none" : plan.error().message;
  };
  EXPECT_NE(problem("[a]\nsso_session=corp\n", "a").find("signs in through SSO"), std::string::npos);
  EXPECT_NE(problem("[a]\ncredential_process=/bin/x\n", "a").find("runs a program"), std::string::npos);
  EXPECT_NE(problem("[a]\nrole_arn=r\nmfa_serial=m\nsource_profile=b\n", "a").find("one-time password"),
            std::string::npos);
  EXPECT_NE(problem("[a]\nrole_arn=r\nsource_profile=b\n[b]\nrole_arn=s\nsource_profile=a\n", "a").find("in a circle"),
            std::string::npos);
  EXPECT_NE(problem("[a]\nrole_arn=r\n", "a").find("neither a source_profile"), std::string::npos);
  EXPECT_NE(problem("", "a").find("AWS profile 'a' is in neither"), std::string::npos);
  EXPECT_NE(plan_aws_credentials({{{"AWS_PROFILE", "b"}}}, {}, "").error().message.find("'b'"), std::string::npos);
}

TEST(AwsCredentialPlan, FindsTheRegion) {
  const auto all = profiles("[default]\nregion=eu-west-3\n[work]\nregion=us-west-2\n");
  EXPECT_EQ(*find_aws_region({{{"AWS_REGION", "eu-west-1"}}}, all, "", "eu-west-2"), "eu-west-2");
  EXPECT_EQ(*find_aws_region({{{"AWS_REGION", "a"}, {"AWS_DEFAULT_REGION", "b"}}}, all, "", ""), "a");
  EXPECT_EQ(*find_aws_region({{{"AWS_DEFAULT_REGION", "b"}}}, all, "", ""), "b");
  EXPECT_EQ(*find_aws_region({}, all, "", ""), "eu-west-3");
  EXPECT_EQ(*find_aws_region({{{"AWS_PROFILE", "work"}}}, all, "", ""), "us-west-2");
  EXPECT_EQ(find_aws_region({}, {}, "", "").error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(find_aws_region({}, {}, "", "evil.example/#").error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace timbre::cloud
