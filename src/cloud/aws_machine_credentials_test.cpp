// Rung: exact. Which addresses are asked for credentials, and which are not.
#include "cloud/aws_machine_credentials.h"

#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"
#include "cloud/testing/scripted_exchanger.h"

namespace timbre::cloud {
namespace {

const char* const kAnswer =
    R"({"AccessKeyId": "ASIA1", "SecretAccessKey": "s", "Token": "t", "Expiration": "2026-11-21T13:00:00Z"})";

Result<net::HttpReply> ok(const std::string& body) {
  return net::HttpReply{.status = 200, .headers = {}, .body = body};
}

TEST(AwsContainerCredentials, AreFetchedWithTheTokenOfTheMoment) {
  MemoryFileSystem disk;
  disk.files["/token"] = "of-now\n";
  ScriptedExchanger network([](const net::HttpRequest&) { return ok(kAnswer); });
  const AwsSurroundings around{{{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/x"},
                                {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "of-before"},
                                {"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/token"}}};
  ASSERT_TRUE(has_container_credentials(around));
  const auto credentials = container_credentials(around, disk, network, {});
  ASSERT_TRUE(credentials.ok()) << credentials.error().message;
  EXPECT_EQ(credentials->access_key_id, "ASIA1");
  EXPECT_EQ(credentials->session_token, "t");
  EXPECT_TRUE(credentials->expires);
  ASSERT_EQ(network.asked.size(), 1u);
  EXPECT_EQ(network.asked[0].url, "http://169.254.170.2/v2/x");
  EXPECT_EQ(network.asked[0].headers[0].second, "of-now");
}

TEST(AwsContainerCredentials, AskNobodyElse) {
  MemoryFileSystem disk;
  ScriptedExchanger network([](const net::HttpRequest&) { return ok(kAnswer); });
  for (const char* url :
       {"http://evil.example/", "http://169.254.170.2.evil.example/", "http://10.0.0.1/", "file:///x"}) {
    const auto credentials = container_credentials({{{"AWS_CONTAINER_CREDENTIALS_FULL_URI", url}}}, disk, network, {});
    ASSERT_FALSE(credentials.ok()) << url;
    EXPECT_EQ(credentials.error().kind, ErrorKind::Denied) << url;
  }
  EXPECT_TRUE(network.asked.empty());
  for (const char* url : {"http://169.254.170.23/v1/credentials", "https://issuer.example/", "http://localhost:80/x"}) {
    EXPECT_TRUE(container_credentials({{{"AWS_CONTAINER_CREDENTIALS_FULL_URI", url}}}, disk, network, {}).ok()) << url;
  }
}

TEST(AwsInstanceCredentials, NeedATokenAndAreReadStrictly) {
  ScriptedExchanger network([](const net::HttpRequest& request) -> Result<net::HttpReply> {
    if (request.url.ends_with("/latest/api/token")) return ok("token");
    if (request.url.ends_with("security-credentials/")) return ok("../role\nother");
    return ok(R"({"Code": "Failed"})");
  });
  const auto credentials = instance_credentials({}, network, {});
  ASSERT_FALSE(credentials.ok());
  EXPECT_EQ(credentials.error().message, "the instance's role gave no credentials that can be read");
  ASSERT_EQ(network.asked.size(), 3u);
  EXPECT_EQ(network.asked[0].method, "PUT");
  EXPECT_EQ(network.asked[2].headers[0].second, "token");
  EXPECT_TRUE(network.asked[2].url.ends_with("/security-credentials/..%2Frole"));
  EXPECT_FALSE(has_instance_metadata({{{"AWS_EC2_METADATA_DISABLED", "true"}}}, network));
  EXPECT_FALSE(has_instance_metadata({{{"AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://evil.example"}}}, network));
  EXPECT_EQ(network.asked.size(), 3u);
}

}  // namespace
}  // namespace timbre::cloud
