// Rung: exact, on a network that says what it is told; the shapes are those of the Converse API's reference.
#include "cloud/bedrock_advice.h"

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "base/testing/memory_file_system.h"
#include "cloud/testing/scripted_advice_network.h"

namespace timbre::cloud {
namespace {

constexpr const char* kSecret = "wJalrXUtnFEMIonlyForThisTest";

std::string conversed(const Json& content, const std::string& reason = "end_turn") {
  Json body;
  body["output"]["message"] = {{"role", "assistant"}, {"content", content}};
  body["stopReason"] = reason;
  return body.dump();
}

Json tool_use(const Json& input) {
  Json part;
  part["toolUse"] = {{"toolUseId", "t1"}, {"name", "give_advice"}, {"input", input}};
  return Json::array({part});
}

class BedrockAdviceTest : public ::testing::Test {
 protected:
  void make(std::vector<Result<net::HttpReply>> answers) {
    network_ = std::make_unique<ScriptedAdviceNetwork>(std::move(answers));
    AwsChainOptions options;
    options.region = settings_.region;
    options.surroundings = surroundings_;
    service_ = std::make_unique<BedrockAdvice>(
        settings_, std::make_unique<AwsClient>(options, disk_, clock_, *network_,
                                               [](std::chrono::milliseconds, const CancelToken&) {}));
  }
  Result<std::string> ask(std::vector<Result<net::HttpReply>> answers) {
    make(std::move(answers));
    return service_->ask(request_, cancel_);
  }
  Json sent(std::size_t i) { return Json::parse(network_->asked[i].body); }

  AdviceSettings settings_ = [] {
    AdviceSettings settings;
    settings.protocol = AdviceProtocol::BedrockConverse;
    settings.model = "eu.amazon.nova-lite-v1:0";
    settings.region = "eu-west-1";
    return settings;
  }();
  AwsSurroundings surroundings_{{{"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"}, {"AWS_SECRET_ACCESS_KEY", kSecret}}, "/home/x"};
  score::AdviceRequest request_ = score::advice_request({});
  CancelToken cancel_;
  MemoryFileSystem disk_;
  FakeClock clock_;
  std::unique_ptr<ScriptedAdviceNetwork> network_;
  std::unique_ptr<BedrockAdvice> service_;
};

TEST_F(BedrockAdviceTest, AsksTheModelToUseTheToolAndSignsForBedrock) {
  const auto answer = ask({answer_with(200, conversed(tool_use({{"advice", Json::array()}}), "tool_use"))});
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(*answer, R"({"advice":[]})");
  const net::HttpRequest& http = network_->asked[0];
  EXPECT_EQ(http.method, "POST");
  EXPECT_EQ(http.url, "https://bedrock-runtime.eu-west-1.amazonaws.com/model/eu.amazon.nova-lite-v1%3A0/converse");
  ASSERT_TRUE(http.signing.has_value());
  EXPECT_EQ(http.signing->service, "bedrock");
  EXPECT_EQ(http.signing->region, "eu-west-1");
  const Json body = sent(0);
  EXPECT_EQ(body.size(), 4U);
  EXPECT_EQ(body["system"], Json::array({Json{{"text", request_.instruction}}}));
  ASSERT_EQ(body["messages"].size(), 1U);
  EXPECT_EQ(body["messages"][0]["role"], "user");
  EXPECT_EQ(body["messages"][0]["content"], Json::array({Json{{"text", request_.scorecard.dump()}}}));
  EXPECT_EQ(body["toolConfig"]["tools"][0]["toolSpec"]["inputSchema"]["json"], request_.answer_schema);
  EXPECT_EQ(body["toolConfig"]["toolChoice"]["tool"]["name"], body["toolConfig"]["tools"][0]["toolSpec"]["name"]);
}

TEST_F(BedrockAdviceTest, AModelWithoutToolsIsAskedInWordsAndThatIsRemembered) {
  net::HttpReply refused = answer_with(400, R"({"message":"This model doesn't support tool use."})");
  refused.headers["x-amzn-errortype"] = "ValidationException";
  const auto answer =
      ask({refused, answer_with(200, conversed(Json::array({Json{{"text", "wor"}}, Json{{"text", "ds"}}})))});
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(*answer, "words");
  EXPECT_FALSE(sent(1).contains("toolConfig"));
  const std::string instruction = sent(1)["system"][0]["text"];
  EXPECT_NE(instruction.find(request_.answer_schema.dump()), std::string::npos);
  EXPECT_TRUE(service_->ask(request_, cancel_).ok());
  EXPECT_FALSE(sent(2).contains("toolConfig"));
}

TEST_F(BedrockAdviceTest, EveryRefusalIsOneLineThatSaysWhyWithoutTheSecret) {
  const auto refused = [](int status, const char* code, const char* message) {
    net::HttpReply reply = answer_with(status, Json{{"message", message}}.dump());
    reply.headers["x-amzn-errortype"] = code;
    return reply;
  };
  const std::vector<std::pair<Result<net::HttpReply>, const char*>> answers{
      {refused(403, "AccessDeniedException", "no access to the model"), "no access to the model"},
      {refused(404, "ResourceNotFoundException", "no such model"), "no such model"},
      {refused(429, "ThrottlingException", "too many"), "too many"},
      {refused(500, "InternalServerException", "oops"), "oops"},
      {Error{ErrorKind::Unavailable, "bedrock-runtime: timed out"}, "timed out"},
      {answer_with(200, ""), "no message"},
      {answer_with(200, "[]"), "no message"},
      {answer_with(200, R"({"output":{"message":{"content":7}}})"), "no message"},
      {answer_with(200, R"({"output":[]})"), "no message"},
      {answer_with(200, conversed(Json::array())), "answered nothing"},
      {answer_with(200, conversed(Json::array({7, Json{{"toolUse", 3}}}))), "answered nothing"},
      {answer_with(200, conversed(Json::array({Json{{"text", "cut"}}}), "max_tokens")), "cut off"},
      {answer_with(200, conversed(Json::array({Json{{"text", "x"}}}), "guardrail_intervened")), "guardrail"},
      {answer_with(200, conversed(Json::array({Json{{"text", "x"}}}), "content_filtered")), "filter"},
  };
  for (const auto& [answer, why] : answers) {
    const auto result = ask({answer});
    ASSERT_FALSE(result.ok()) << why;
    EXPECT_NE(result.error().message.find(why), std::string::npos) << result.error().message;
    EXPECT_EQ(result.error().message.find(kSecret), std::string::npos);
    EXPECT_EQ(result.error().message.find('\n'), std::string::npos);
  }
}

TEST_F(BedrockAdviceTest, SaysWhereItGoesAndWhatIsMissing) {
  make({answer_with(200, "")});
  EXPECT_TRUE(service_->state().is_configured) << service_->state().needs;
  EXPECT_EQ(service_->state().host, "bedrock-runtime.eu-west-1.amazonaws.com");
  EXPECT_FALSE(service_->state().is_local);
  settings_.region = "";
  make({answer_with(200, "")});
  EXPECT_FALSE(service_->state().is_configured);
  EXPECT_NE(service_->state().needs.find("region"), std::string::npos) << service_->state().needs;
  EXPECT_NE(service_->state().step, "");
  surroundings_.variables["AWS_REGION"] = "us-east-1";
  surroundings_.variables["AWS_ENDPOINT_URL_BEDROCK_RUNTIME"] = "http://127.0.0.1:9000";
  make({answer_with(200, "")});
  EXPECT_TRUE(service_->state().is_configured);
  EXPECT_TRUE(service_->state().is_local);
}

}  // namespace
}  // namespace timbre::cloud
