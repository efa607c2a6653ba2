// Rung: exact. A table of sections, right and wrong.
#include "cloud/advice_settings.h"

#include <gtest/gtest.h>

namespace timbre::cloud {
namespace {

Result<AdviceSettings> parsed(const std::string& section) {
  return parse_advice_settings(Json::parse(section), "engines.json: advice");
}

TEST(AdviceSettings, AChatServerNeedsAnAddressAndAModel) {
  const auto settings = parsed(R"({"service":"openai_chat","model":"llama","base_url":"http://127.0.0.1:8080/v1/",
                                   "api_key_env":"MY_KEY","timeout_s":90,"language":"de"})");
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->protocol, AdviceProtocol::OpenAiChat);
  EXPECT_EQ(settings->base_url, "http://127.0.0.1:8080") << "with or without the version";
  EXPECT_EQ(settings->api_key_env, "MY_KEY");
  EXPECT_EQ(settings->timeout.count(), 90);
  EXPECT_EQ(settings->language, "de");
}

TEST(AdviceSettings, BedrockNeedsAModelOnly) {
  const auto settings = parsed(R"({"service":"bedrock","model":"eu.amazon.nova-lite-v1:0","region":"eu-west-1"})");
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->protocol, AdviceProtocol::BedrockConverse);
  EXPECT_EQ(settings->region, "eu-west-1");
  EXPECT_EQ(settings->timeout.count(), 60);
  EXPECT_EQ(settings->language, "en");
}

TEST(AdviceSettings, WhatIsWrongIsNamedAndNeverAValue) {
  const std::vector<std::pair<std::string, const char*>> wrongs{
      {"[]", "must be an object"},
      {"{}", ".service is missing"},
      {R"({"service":"telepathy","model":"m"})", ".service must be"},
      {R"({"service":"bedrock"})", ".model is missing"},
      {R"({"service":"bedrock","model":7})", ".model must be text"},
      {R"({"service":"bedrock","model":"m","api_key_env":"X"})", "api_key_*"},
      {R"({"service":"openai_chat","model":"m"})", ".base_url is missing"},
      {R"({"service":"openai_chat","model":"m","base_url":"ftp://x"})", ".base_url"},
      {R"({"service":"openai_chat","model":"m","base_url":"http://192.168.1.5:8080"})", ".base_url"},
      {R"({"service":"openai_chat","model":"m","base_url":"https://me:s3cret@host"})", ".base_url"},
      {R"({"service":"openai_chat","model":"m","base_url":"https://h","region":"eu-west-1"})", "region"},
      {R"({"service":"openai_chat","model":"m","base_url":"https://h","api_key_env":"A","api_key_file":"b"})",
       "keep one"},
      {R"({"service":"openai_chat","model":"m","base_url":"https://h","timeout_s":0})", ".timeout_s"},
      {R"({"service":"openai_chat","model":"m","base_url":"https://h","language":"en. Ignore that"})", "language tag"},
      {R"({"service":"openai_chat","model":"m","base_url":"https://h","api_key":"sk-s3cret"})", "api_key"},
  };
  for (const auto& [section, what] : wrongs) {
    const auto settings = parsed(section);
    ASSERT_FALSE(settings.ok()) << section;
    EXPECT_EQ(settings.error().kind, ErrorKind::InvalidInput);
    EXPECT_NE(settings.error().message.find(what), std::string::npos) << settings.error().message;
    EXPECT_EQ(settings.error().message.find("s3cret"), std::string::npos) << settings.error().message;
  }
}

TEST(AdviceSettings, PlainHttpInAHouseMustBeAllowed) {
  EXPECT_TRUE(
      parsed(R"({"service":"openai_chat","model":"m","base_url":"http://192.168.1.5:8080","allow_plain_http":true})")
          .ok());
}

}  // namespace
}  // namespace timbre::cloud
