// Rung: exact, on a network that says what it is told.
#include "cloud/chat_advice.h"

#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"
#include "cloud/testing/scripted_advice_network.h"

namespace timbre::cloud {
namespace {

constexpr const char* kKey = "sk-only-for-this-test";

AdviceSettings chat_settings() {
  AdviceSettings settings;
  settings.model = "local-model";
  settings.base_url = "http://127.0.0.1:8080";
  settings.api_key_env = "ADVICE_KEY";
  settings.timeout = std::chrono::seconds(30);
  return settings;
}

std::string said(const Json& content, const std::string& reason = "stop") {
  Json choice;
  choice["message"] = {{"role", "assistant"}, {"content", content}};
  choice["finish_reason"] = reason;
  Json body;
  body["choices"] = Json::array({choice});
  return body.dump();
}

class ChatAdviceTest : public ::testing::Test {
 protected:
  Result<std::string> ask(std::vector<Result<net::HttpReply>> answers) {
    network_ = std::make_unique<ScriptedAdviceNetwork>(std::move(answers));
    service_ = std::make_unique<ChatAdvice>(
        settings_, *network_, [](const std::string& name) { return name == "ADVICE_KEY" ? kKey : ""; }, disk_);
    return service_->ask(request_, cancel_);
  }
  Json sent(std::size_t i) { return Json::parse(network_->asked[i].body); }

  AdviceSettings settings_ = chat_settings();
  score::AdviceRequest request_ = score::advice_request({});
  CancelToken cancel_;
  MemoryFileSystem disk_;
  std::unique_ptr<ScriptedAdviceNetwork> network_;
  std::unique_ptr<ChatAdvice> service_;
};

TEST_F(ChatAdviceTest, SendsTheRequestAndNothingElse) {
  const auto answer = ask({answer_with(200, said("words"))});
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(*answer, "words");
  const net::HttpRequest& http = network_->asked[0];
  EXPECT_EQ(http.method, "POST");
  EXPECT_EQ(http.url, "http://127.0.0.1:8080/v1/chat/completions");
  EXPECT_EQ(http.total_timeout.count(), 30);
  const Json body = sent(0);
  EXPECT_EQ(body.size(), 4U);
  EXPECT_EQ(body["model"], "local-model");
  ASSERT_EQ(body["messages"].size(), 2U);
  EXPECT_EQ(body["messages"][0], (Json{{"role", "system"}, {"content", request_.instruction}}));
  EXPECT_EQ(body["messages"][1], (Json{{"role", "user"}, {"content", request_.scorecard.dump()}}));
  EXPECT_EQ(body["response_format"]["json_schema"]["schema"], request_.answer_schema);
  EXPECT_EQ(http.body.find(kKey), std::string::npos);
}

TEST_F(ChatAdviceTest, ServersThatRefuseAShapeAreAskedInWordsAndThatIsRemembered) {
  const auto refused = answer_with(400, R"({"error":{"message":"response_format is not supported"}})");
  const auto answer = ask({refused, answer_with(422, "{}"), answer_with(200, said("words"))});
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  ASSERT_EQ(network_->asked.size(), 3U);
  EXPECT_EQ(sent(1)["response_format"]["type"], "json_object");
  EXPECT_FALSE(sent(2).contains("response_format"));
  const std::string instruction = sent(2)["messages"][0]["content"];
  EXPECT_NE(instruction.find(request_.answer_schema.dump()), std::string::npos) << "the shape in words";
  EXPECT_TRUE(service_->ask(request_, cancel_).ok());
  EXPECT_FALSE(sent(3).contains("response_format")) << "remembered";
}

TEST_F(ChatAdviceTest, ATroubleThatPassesIsNotTakenForARefusedShape) {
  const auto broken = answer_with(500, "{}");
  EXPECT_FALSE(ask({broken, broken, broken, answer_with(200, said("words"))}).ok());
  EXPECT_TRUE(service_->ask(request_, cancel_).ok());
  EXPECT_EQ(sent(3)["response_format"]["type"], "json_schema");
}

TEST_F(ChatAdviceTest, EveryRefusalIsOneLineThatSaysWhyWithoutTheKey) {
  net::HttpReply busy = answer_with(429, "{}");
  busy.headers["retry-after"] = "7";
  const std::vector<std::pair<Result<net::HttpReply>, const char*>> answers{
      {answer_with(401, std::string("bad key ") + kKey), "ADVICE_KEY"},
      {answer_with(403, "no"), "forbids"},
      {answer_with(404, R"({"error":{"message":"no such model"}})"), "no such model"},
      {busy, "7 s"},
      {answer_with(503, "loading"), "failed"},
      {answer_with(400, "bad"), "refused"},
      {Error{ErrorKind::Unavailable, "127.0.0.1: timed out"}, "timed out"},
      {answer_with(200, ""), "no message"},
      {answer_with(200, "<html>"), "no message"},
      {answer_with(200, "[]"), "no message"},
      {answer_with(200, R"({"choices":[]})"), "no message"},
      {answer_with(200, R"({"choices":[7]})"), "no message"},
      {answer_with(200, R"({"choices":{"message":1}})"), "no message"},
      {answer_with(200, said(nullptr)), "answered nothing"},
      {answer_with(200, said("cut {", "length")), "cut off"},
      {answer_with(200, said("x", "content_filter")), "filter"},
      {answer_with(200, R"({"choices":[{"message":{"refusal":"I will not."}}]})"), "declined: I will not."},
  };
  for (const auto& [answer, why] : answers) {
    const auto result = ask({answer});
    ASSERT_FALSE(result.ok()) << why;
    EXPECT_NE(result.error().message.find(why), std::string::npos) << result.error().message;
    EXPECT_EQ(result.error().message.find(kKey), std::string::npos) << result.error().message;
    EXPECT_EQ(result.error().message.find('\n'), std::string::npos);
  }
}

TEST_F(ChatAdviceTest, PartsAreJoinedAndThoughtsLeftOut) {
  EXPECT_EQ(*chat_answer(said(Json::array({Json{{"type", "text"}, {"text", "a"}}, Json{{"text", "b"}}, 7}))), "ab");
  EXPECT_EQ(*chat_answer(said(R"(<think>{"advice":[]}</think>{"advice":[1]})")), R"({"advice":[1]})");
}

TEST_F(ChatAdviceTest, WithoutItsKeyItSaysWhatIsMissing) {
  EXPECT_TRUE(ask({answer_with(200, said("x"))}).ok());
  EXPECT_TRUE(service_->state().is_configured);
  EXPECT_TRUE(service_->state().is_local);
  EXPECT_EQ(service_->state().host, "127.0.0.1:8080");
  settings_.api_key_env = "NOT_SET";
  settings_.base_url = "https://api.example";
  const auto answer = ask({answer_with(200, said("x"))});
  EXPECT_EQ(answer.error().kind, ErrorKind::Unavailable);
  EXPECT_TRUE(network_->asked.empty());
  const auto state = service_->state();
  EXPECT_FALSE(state.is_configured);
  EXPECT_FALSE(state.is_local);
  EXPECT_NE(state.needs.find("NOT_SET"), std::string::npos);
  EXPECT_NE(state.step, "");
}

TEST_F(ChatAdviceTest, CanBeStopped) {
  cancel_.cancel();
  EXPECT_EQ(ask({answer_with(200, said("x"))}).error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre::cloud
