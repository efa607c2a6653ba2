// Rung: exact, with a listener that does what it is told.
#include "server/api/testing/api_fixture.h"

namespace timbre::server {
namespace {

studio::Listener fixed_words() {
  return [](const store::Take&, const std::filesystem::path&, const studio::JobContext&) -> Result<store::Words> {
    return store::Words{"fake",
                        R"({"text":"One two."})",
                        "One two.",
                        R"({"edits":[]})",
                        {"0.1", R"({"version":2})", "keep", 4, 78.0, 80.0, 70.0, "clear", 12.0, 48000}};
  };
}

class WordsTest : public ApiFixture {
 protected:
  WordsTest() : ApiFixture(easy_judge(), fixed_words()) {}
};

TEST_F(WordsTest, TheTakeShowsWhatWasHeardAndRead) {
  const std::string id = add();
  const Response asked = call("POST", {"takes", id, "transcribe"});
  ASSERT_EQ(asked.status, 202);
  EXPECT_TRUE(json_of(asked)["job"].is_string());
  while (json_of(call("GET", {"takes", id}))["transcript"].is_null()) std::this_thread::yield();
  const Json take = json_of(call("GET", {"takes", id}));
  EXPECT_EQ(take["transcript"]["text"], "One two.");
  EXPECT_EQ(take["first_words"], "One two.");
  EXPECT_EQ(take["reading"]["edits"], Json::array());
  EXPECT_EQ(take["capture"], nullptr) << "it was uploaded";
  EXPECT_EQ(call("POST", {"takes", "unknown", "transcribe"}).status, 404);
}

TEST_F(WordsTest, WhatTheRecorderSaidIsKept) {
  const std::string body =
      R"({"sample_rate_hz":48000,"channel_count":1,"capture":{"echoCancellation":false,"device":"Mikrofon"}})";
  const std::string id = json_of(call("POST", {"recordings"}, body))["id"];
  ASSERT_EQ(call("PUT", {"recordings", id, "pieces", "0"}, std::string(400, '\0')).status, 204);
  EXPECT_EQ(json_of(call("GET", {"recordings"}))["recordings"][0]["capture"]["device"], "Mikrofon");
  const std::string take = json_of(call("POST", {"recordings", id, "finish"}))["id"];
  EXPECT_EQ(json_of(call("GET", {"takes", take}))["capture"]["echoCancellation"], false);
  const std::string huge = R"({"sample_rate_hz":48000,"channel_count":1,"capture":{"x":")" + std::string(20000, 'x');
  EXPECT_EQ(call("POST", {"recordings"}, huge + "\"}}").status, 400);
  EXPECT_EQ(call("POST", {"recordings"}, R"({"sample_rate_hz":48000,"channel_count":1,"capture":[1]})").status, 400);
}

class NoWordsTest : public ApiFixture {};

TEST_F(NoWordsTest, WithoutAListenerThatIsSaid) { EXPECT_EQ(call("POST", {"takes", add(), "transcribe"}).status, 503); }

}  // namespace
}  // namespace timbre::server
