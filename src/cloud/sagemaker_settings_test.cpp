// Rung: exact.
#include "cloud/sagemaker_settings.h"

#include <gtest/gtest.h>

namespace timbre::cloud {
namespace {

Result<SagemakerSettings> parse(const char* text) {
  return parse_sagemaker_settings(Json::parse(text), "engines.json: sagemaker");
}

TEST(SagemakerSettings, AreReadWithTheirDefaults) {
  const auto few = parse(R"({"endpoint": "voice", "bucket": "my-bucket"})");
  ASSERT_TRUE(few.ok()) << few.error().message;
  EXPECT_EQ(few->input_prefix, "input/");
  EXPECT_EQ(few->give_up_minutes, 30);
  EXPECT_FALSE(few->allow_plain_http);
  const auto many = parse(R"({"endpoint": "voice", "bucket": "my-bucket", "region": "eu-west-1", "profile": "work",
      "input_prefix": "timbre", "give_up_minutes": 90, "runtime_url": "http://10.0.0.2:8080", "allow_plain_http": true})");
  ASSERT_TRUE(many.ok()) << many.error().message;
  EXPECT_EQ(many->input_prefix, "timbre/");
  EXPECT_EQ(many->profile, "work");
}

TEST(SagemakerSettings, SayWhatIsWrong) {
  const auto words = [](const char* text) {
    const auto settings = parse(text);
    return settings.ok() ? "none" : settings.error().message;
  };
  EXPECT_EQ(words("{}"), "engines.json: sagemaker.endpoint is missing; it must be text");
  EXPECT_NE(words(R"({"endpoint": "voice", "bucket": "s3://my-bucket"})").find("sagemaker.bucket is no bucket's name"),
            std::string::npos);
  EXPECT_NE(words(R"({"endpoint": "a/b", "bucket": "my-bucket"})").find("sagemaker.endpoint is no endpoint's name"),
            std::string::npos);
  EXPECT_NE(
      words(R"({"endpoint": "voice", "bucket": "my-bucket", "s3_url": "http://10.0.0.2/"})").find("sagemaker.s3_url"),
      std::string::npos);
  EXPECT_NE(words(R"({"endpoint": "voice", "bucket": "my-bucket", "give_up_minutes": 0})").find("from 1 to 720"),
            std::string::npos);
  EXPECT_NE(
      words(R"({"endpoint": "voice", "bucket": "my-bucket", "access_key": "AKIA"})").find("a secret never belongs"),
      std::string::npos);
}

}  // namespace
}  // namespace timbre::cloud
