// Definition: which answer becomes which error. Property: nothing of a hostile answer reaches a terminal.
#include "cloud/service_words.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "base/utf8.h"

namespace timbre::cloud {
namespace {

const RefusingServer kServer{
    .host = "box:8091", .key_source = "the environment variable KEY", .setting = "engines.json: openai_audio[0]"};

TEST(ServiceWords, FindsTheMessageInEveryShape) {
  EXPECT_EQ(message_of(R"({"error":{"message":"no GPU","type":"x"}})"), "no GPU");
  EXPECT_EQ(message_of(R"({"error":"no GPU"})"), "no GPU");
  EXPECT_EQ(message_of(R"({"detail":"no GPU"})"), "no GPU");
  EXPECT_EQ(message_of(R"({"detail":{"error":{"message":"no GPU"}}})"), "no GPU");
  EXPECT_EQ(message_of(R"({"detail":[{"loc":["body","voice"],"msg":"Field required"}]})"),
            "body.voice: Field required");
  EXPECT_EQ(message_of(R"({"message":"no GPU"})"), "no GPU");
  EXPECT_EQ(message_of("  upstream gone\n"), "upstream gone");
  EXPECT_EQ(message_of(" \n<!doctype html><p>no GPU"), "");
  EXPECT_EQ(message_of("<HTML>"), "");
  EXPECT_EQ(message_of(std::string("\0\1", 2)), "");
  EXPECT_EQ(message_of(R"({"detail":[]})"), R"({"detail":[]})");
}

TEST(ServiceWords, AreShortAndPrintableWhateverComes) {
  SeededRandom random(1);
  for (int i = 0; i < 2000; ++i) {
    std::string body = i % 2 == 0 ? "{\"error\":\"" : "";
    for (std::uint64_t count = random.next() % 900; count > 0; --count) body += static_cast<char>(random.next());
    if (i % 2 == 0) body += "\"}";
    const std::string said = message_of(body);
    EXPECT_LE(said.size(), 210U);
    EXPECT_EQ(valid_utf8(said), said);
    for (const char c : said) EXPECT_FALSE(static_cast<unsigned char>(c) < 0x20 || c == 0x7F);
  }
  EXPECT_TRUE(message_of(std::string(5000, 'x')).ends_with("…"));
}

TEST(ServiceWords, EveryStatusHasItsKindAndItsStep) {
  const auto error = [](int status) { return refusal(status, {}, R"({"error":{"message":"because"}})", kServer); };
  EXPECT_EQ(error(401).kind, ErrorKind::Denied);
  EXPECT_NE(error(401).message.find("the environment variable KEY"), std::string::npos);
  EXPECT_EQ(error(401).message.find("because"), std::string::npos) << "it may quote the key";
  EXPECT_EQ(error(403).kind, ErrorKind::Denied);
  EXPECT_EQ(error(404).kind, ErrorKind::NotFound);
  EXPECT_NE(error(404).message.find("model"), std::string::npos);
  EXPECT_EQ(error(413).kind, ErrorKind::InvalidInput);
  EXPECT_NE(error(413).message.find("shorter clip"), std::string::npos);
  EXPECT_EQ(error(422).kind, ErrorKind::InvalidInput);
  EXPECT_EQ(error(301).kind, ErrorKind::Unavailable);
  EXPECT_EQ(error(500).kind, ErrorKind::Unavailable);
  for (const int status : {301, 400, 403, 404, 422, 429, 500, 503}) {
    EXPECT_NE(error(status).message.find("box:8091"), std::string::npos) << status;
    EXPECT_NE(error(status).message.find(std::to_string(status)), std::string::npos);
  }
  EXPECT_NE(refusal(401, {}, "", {.host = "box", .key_source = {}, .setting = "here"}).message.find("api_key_env"),
            std::string::npos);
}

TEST(ServiceWords, RetryAfterIsTakenWhereItIsANumber) {
  const auto wait_s = [](const std::string& value) {
    return refusal(429, {{"retry-after", value}}, "", kServer).retry_after_s;
  };
  EXPECT_EQ(wait_s("7"), 7);
  EXPECT_EQ(wait_s("0"), 1);
  EXPECT_EQ(wait_s("999999999"), 86'400);
  for (const char* odd : {"", "-3", "soon", "1.5", "99999999999999999999", "Fri, 31 Dec 1999 23:59:59 GMT"}) {
    EXPECT_EQ(wait_s(odd), 5) << odd;
  }
  EXPECT_EQ(refusal(500, {}, "", kServer).retry_after_s, 0);
}

TEST(ServiceWords, NoSecretStays) {
  EXPECT_EQ(without_secret("a sk-1 b sk-1", "sk-1"), "a (secret) b (secret)");
  EXPECT_EQ(without_secret("text", ""), "text");
}

}  // namespace
}  // namespace timbre::cloud
