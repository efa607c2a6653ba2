// Rung: exact. Addresses of objects, and requests as they leave.
#include "cloud/s3_objects.h"

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "base/testing/memory_file_system.h"
#include "cloud/sagemaker_async.h"
#include "cloud/testing/scripted_exchanger.h"

namespace timbre::cloud {
namespace {

struct S3 : testing::Test {
  MemoryFileSystem disk;
  FakeClock clock;
  std::vector<net::HttpReply> replies;
  ScriptedExchanger network{[this](const net::HttpRequest&) -> Result<net::HttpReply> {
    if (replies.empty()) return Error{ErrorKind::Unavailable, "example.org: nobody there"};
    net::HttpReply reply = replies.front();
    if (replies.size() > 1) replies.erase(replies.begin());
    return reply;
  }};
  std::vector<std::int64_t> pauses_ms;
  AwsSurroundings around{{{"AWS_ACCESS_KEY_ID", "AKIA1"}, {"AWS_SECRET_ACCESS_KEY", "hush"}}};
  AwsClient client() {
    return {
        {.surroundings = around}, disk, clock, network, [this](std::chrono::milliseconds pause, const CancelToken&) {
          pauses_ms.push_back(pause.count());
        }};
  }
};

TEST_F(S3, AsksUnderTheBucketsOwnNameOrUnderAServersPath) {
  AwsClient aws = client();
  replies = {{.status = 200}};
  ASSERT_TRUE(S3Objects(aws, {"eu-west-1"}).put({"my-bucket", "input/a b+ä.json"}, "{}", "application/json", {}).ok());
  EXPECT_EQ(network.asked[0].url, "https://my-bucket.s3.eu-west-1.amazonaws.com/input/a%20b%2B%C3%A4.json");
  EXPECT_EQ(network.asked[0].signing->service, "s3");
  EXPECT_EQ(network.asked[0].body, "{}");
  ASSERT_TRUE(S3Objects(aws, {"cn-north-1"}).remove({"my.bucket", "k"}, {}).ok());
  EXPECT_EQ(network.asked[1].url, "https://s3.cn-north-1.amazonaws.com.cn/my.bucket/k");
  ASSERT_TRUE(S3Objects(aws, {"eu-west-1", "https://minio.example/"}).remove({"my-bucket", "k"}, {}).ok());
  EXPECT_EQ(network.asked[2].url, "https://minio.example/my-bucket/k");
  around.variables["AWS_ENDPOINT_URL_S3"] = "https://r2.example";
  AwsClient elsewhere = client();
  ASSERT_TRUE(S3Objects(elsewhere, {"eu-west-1"}).remove({"my-bucket", "k"}, {}).ok());
  EXPECT_EQ(network.asked[3].url, "https://r2.example/my-bucket/k");
}

TEST_F(S3, TellsMissingFromHiddenFromRefused) {
  AwsClient aws = client();
  S3Objects objects(aws, {"eu-west-1"});
  const auto get = [&](int status, const std::string& code) {
    replies = {{.status = status, .headers = {}, .body = "<Error><Code>" + code + "</Code></Error>"}};
    return objects.get({"my-bucket", "k"}, 1000, {});
  };
  EXPECT_EQ(get(404, "NoSuchKey")->found, S3Found::No);
  EXPECT_EQ(get(403, "AccessDenied")->found, S3Found::Hidden);
  EXPECT_EQ(get(404, "NoSuchBucket").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(get(403, "SignatureDoesNotMatch").error().kind, ErrorKind::Denied);
  EXPECT_EQ(get(403, "SignatureDoesNotMatch").error().message.find("hush"), std::string::npos);
}

TEST_F(S3, PausesGrowAndAServiceMayAskForMore) {
  AwsClient aws = client();
  S3Objects objects(aws, {"eu-west-1"});
  EXPECT_EQ(objects.remove({"my-bucket", "k"}, {}).error().kind, ErrorKind::Unavailable);
  ASSERT_EQ(pauses_ms.size(), 4u) << "five tries";
  for (std::size_t i = 0; i < pauses_ms.size(); ++i) {
    EXPECT_GE(pauses_ms[i], 250 << i);
    EXPECT_LE(pauses_ms[i], 500 << i);
  }
  pauses_ms.clear();
  replies = {{.status = 503, .headers = {{"retry-after", "7"}}}, {.status = 204}};
  EXPECT_TRUE(objects.remove({"my-bucket", "k"}, {}).ok());
  EXPECT_EQ(pauses_ms, std::vector<std::int64_t>{7000});
}

TEST(S3Address, IsReadStrictly) {
  EXPECT_EQ(parse_s3_address("s3://my-bucket/output/a.out")->key, "output/a.out");
  for (const char* text : {"", "s3://", "s3://b/k", "s3://my-bucket", "s3://my-bucket/", "https://my-bucket/k",
                           "s3://My-Bucket/k", "s3://my..bucket/k", "s3://my-bucket/a\nb", "s3://a/../b/k"}) {
    EXPECT_FALSE(parse_s3_address(text)) << text;
  }
}

TEST(S3Address, OfAFailureStandsBesideTheOutput) {
  EXPECT_EQ(failure_address_of({"my-bucket", "output/abc.out"}).key, "error/abc-error.out");
  EXPECT_EQ(failure_address_of({"my-bucket", "voice/output/abc.out"}).key, "voice/error/abc-error.out");
  EXPECT_EQ(failure_address_of({"my-bucket", "abc.out"}).key, "error/abc-error.out");
}

}  // namespace
}  // namespace timbre::cloud
