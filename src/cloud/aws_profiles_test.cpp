// Rung: exact. The forms that "Configuration and credential file settings" (AWS CLI User Guide) describes.
#include "cloud/aws_profiles.h"

#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"

namespace timbre::cloud {
namespace {

TEST(AwsProfiles, AreReadFromBothFiles) {
  MemoryFileSystem disk;
  disk.files["/home/ann/.aws/credentials"] =
      "# mine\n[default]\naws_access_key_id = AKIA1\naws_secret_access_key=a/b+c==  "
      "\n\n[work]\nAWS_ACCESS_KEY_ID=AKIA2 ; x\n";
  disk.files["/home/ann/.aws/config"] =
      "[default]\nregion = eu-west-1 # where we are\naws_access_key_id = overruled\n[profile work]\r\nrole_arn = "
      "arn:x\r\n"
      "s3 =\n    max_concurrent_requests = 20\n[sso-session corp]\nsso_region = us-east-1\n[profile  "
      "spaced]\nregion=x\n";
  const auto profiles = read_aws_profiles({{}, "/home/ann"}, disk);
  ASSERT_TRUE(profiles.ok()) << profiles.error().message;
  EXPECT_EQ(profiles->value("default", "aws_access_key_id"), "AKIA1");
  EXPECT_EQ(profiles->value("default", "aws_secret_access_key"), "a/b+c==");
  EXPECT_EQ(profiles->value("default", "region"), "eu-west-1");
  EXPECT_EQ(profiles->value("work", "aws_access_key_id"), "AKIA2");
  EXPECT_EQ(profiles->value("work", "role_arn"), "arn:x");
  EXPECT_EQ(profiles->value("work", "max_concurrent_requests"), "");
  EXPECT_EQ(profiles->value("spaced", "region"), "x");
  EXPECT_EQ(profiles->by_name.size(), 3u);
}

TEST(AwsProfiles, VariablesNameOtherFiles) {
  MemoryFileSystem disk;
  disk.files["/k"] = "[default]\naws_access_key_id=AKIA3\n";
  disk.files["/c"] = "[default]\nregion=eu-north-1\n";
  const auto profiles =
      read_aws_profiles({{{"AWS_SHARED_CREDENTIALS_FILE", "/k"}, {"AWS_CONFIG_FILE", "/c"}}, "/home/ann"}, disk);
  EXPECT_EQ(profiles->value("default", "aws_access_key_id"), "AKIA3");
  EXPECT_EQ(profiles->value("default", "region"), "eu-north-1");
  EXPECT_TRUE(read_aws_profiles({}, disk)->by_name.empty()) << "no home, no files";
}

TEST(AwsProfiles, ALineThatMeansNothingIsNamedAndNotShown) {
  for (const char* text : {"[default]\nhush\n", "hush = 1\n", "[default\n"}) {
    const auto profiles = parse_aws_profiles(text, "/home/ann/.aws/credentials", false);
    ASSERT_FALSE(profiles.ok()) << text;
    EXPECT_EQ(profiles.error().message.find("hush"), std::string::npos);
    EXPECT_NE(profiles.error().message.find("'/home/ann/.aws/credentials', line "), std::string::npos);
  }
}

}  // namespace
}  // namespace timbre::cloud
