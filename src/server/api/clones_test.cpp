// Rung: exact. Clones by HTTP, with an engine of the test's own.
#include <thread>

#include "audio/codec/wav_writer.h"
#include "clone/testing/vowel_engine.h"
#include "server/api/testing/api_fixture.h"
#include "studio/synthesised_speech.h"

namespace timbre::server {
namespace {

class ClonesApi : public ApiFixture {
 protected:
  void SetUp() override { engines_.add(std::make_unique<clone::VowelEngine>(control_, clone::VowelEngine::usual())); }
  void TearDown() override {
    control_.is_held = false;
    ApiFixture::TearDown();
  }
  std::string add_speech() {
    static const std::string bytes = [] {
      const auto speech = studio::synthesised_speech();
      return speech.ok() ? audio::encode_wav(speech->view(), audio::WavEncoding::Pcm16).value() : std::string();
    }();
    EXPECT_FALSE(bytes.empty()) << "espeak-ng made no speech";
    return add(bytes, "Tuesday.wav");
  }
  Json attest(const std::string& voice = "Bob") {
    const Response attested =
        call("POST", {"consents", "attest"}, Json{{"voice", voice}, {"reason", "Signed on paper before me."}}.dump());
    EXPECT_EQ(attested.status, 201);
    return json_of(attested);
  }
  Response order(const std::string& voice, const std::string& take, Json more = Json::object()) {
    more.update(Json{{"voice", voice}, {"take", take}, {"text", "One dollar and eighty-seven cents."}});
    return call("POST", {"clones"}, more.dump());
  }
  Json over(const std::string& id) {
    for (;;) {
      const Json json = json_of(call("GET", {"clones", id}));
      if (json["state"] != "waiting" && json["state"] != "running") return json;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  clone::VowelControl control_;
};

TEST_F(ClonesApi, EnginesSayWhatTheyAreAndNeed) {
  clone::VowelControl other;
  other.state = {.needs = "No key is set.", .step = "Set ONE."};
  engines_.add(std::make_unique<clone::VowelEngine>(other, clone::VowelEngine::usual("second")));
  Json told = json_of(call("GET", {"engines"}));
  ASSERT_EQ(told["engines"].size(), 2U);
  EXPECT_EQ(told["default"], "vowel");
  EXPECT_EQ(told["engines"][1]["step"], "Set ONE.");
  EXPECT_EQ(json_of(call("GET", {"about"}))["clone"], (Json{{"ready", true}, {"needs", nullptr}}));
  control_.state = other.state;
  told = json_of(call("GET", {"engines"}));
  EXPECT_EQ(told["default"], nullptr);
  EXPECT_EQ(json_of(call("GET", {"about"}))["clone"]["needs"], "Vowels: No key is set. Set ONE.");
}

TEST_F(ClonesApi, ACloneIsAskedForHeardAndThrownAway) {
  const std::string take = add_speech();
  const Json consent = attest();
  const auto events = events_.subscribe([] {});
  const Response accepted = order(consent["voice"], take, {{"seed", 7}});
  ASSERT_EQ(accepted.status, 202) << std::get<std::string>(accepted.body);
  const std::string id = json_of(accepted)["id"];
  EXPECT_EQ(header_of(accepted, "Location"), "/api/v1/clones/" + id);
  const Json done = over(id);
  ASSERT_EQ(done["state"], "done") << done.dump(2);
  EXPECT_EQ(done["seed"], 7);
  EXPECT_EQ(done["error"], nullptr);
  EXPECT_GT(done["duration_s"], 2);
  EXPECT_EQ(json_of(call("GET", {"clones"}, "", {}, {{"voice", consent["voice"]}}))["clones"].size(), 1U);
  EXPECT_TRUE(json_of(call("GET", {"clones"}, "", {}, {{"take", "other"}}))["clones"].empty());
  const Response sound = call("GET", {"clones", id, "audio"});
  EXPECT_EQ(header_of(sound, "Content-Type"), "audio/wav");
  EXPECT_NE(header_of(sound, "Content-Disposition").find("Bob - One dollar"), std::string::npos);
  EXPECT_EQ(call("GET", {"clones", id, "audio"}, "", {{"range", "bytes=0-3"}}).status, 206);
  EXPECT_EQ(json_of(call("GET", {"clones", id, "view"}, "", {}, {{"columns", "50"}}))["peaks"]["min"].size(), 50U);
  EXPECT_EQ(call("GET", {"clones", id, "view"}, "", {}, {{"columns", "0"}}).status, 400);
  EXPECT_EQ(json_of(call("POST", {"clones", id, "cancel"}))["state"], "done");
  const Json clips = json_of(call("GET", {"voices", consent["voice"], "clips"}));
  EXPECT_EQ(clips["clips"][0]["take"], take);
  EXPECT_EQ(call("DELETE", {"clones", id}).status, 204);
  for (const char* part : {"audio", "view"}) EXPECT_EQ(call("GET", {"clones", id, part}).status, 404);
  EXPECT_EQ(call("DELETE", {"clones", id}).status, 404);
  std::string last;
  while (const auto event = events->next()) last = event->name == "clone" ? event->data : last;
  EXPECT_EQ(Json::parse(last), (Json{{"id", id}, {"is_gone", true}}));
}

TEST_F(ClonesApi, WhatIsWrongIsSaidPlainly) {
  const std::string take = add_speech();
  const std::string voice = attest()["voice"];
  EXPECT_EQ(call("POST", {"clones"}, "{}").status, 400);
  EXPECT_EQ(order(voice, take, {{"colour", "red"}}).status, 400);
  EXPECT_EQ(order(voice, take, {{"speed", 3}}).status, 400);
  EXPECT_EQ(order(voice, take, {{"engine", "nobody"}}).status, 404);
  EXPECT_EQ(order(voice, "nobody").status, 404);
  EXPECT_EQ(order("nobody", take).status, 404);
  const std::string unasked = json_of(call("POST", {"consents"}, R"({"voice":"Ada"})"))["voice"];
  const Response refused = order(unasked, take);
  EXPECT_EQ(refused.status, 403);
  EXPECT_NE(json_of(refused)["detail"].get<std::string>().find("no consent for the voice 'Ada'"), std::string::npos);
  control_.state = {.needs = "No key is set.", .step = "Set ONE."};
  EXPECT_EQ(order(voice, take).status, 503);
  EXPECT_TRUE(json_of(call("GET", {"clones"}))["clones"].empty());
  for (const auto& path :
       {std::vector<std::string>{"clones", "x"}, {"clones", "x", "audio"}, {"voices", "x", "clips"}}) {
    EXPECT_EQ(call("GET", path).status, 404);
  }
  EXPECT_EQ(call("POST", {"clones", "x", "cancel"}).status, 404);
}

TEST_F(ClonesApi, RevokingTheConsentTakesClonesAndReference) {
  const std::string take = add_speech();
  const Json consent = attest();
  const std::string id = json_of(order(consent["voice"], take))["id"];
  ASSERT_EQ(over(id)["state"], "done");
  ASSERT_EQ(call("POST", {"consents", consent["id"], "revoke"}).status, 200);
  EXPECT_EQ(call("GET", {"clones", id}).status, 404);
  EXPECT_EQ(call("GET", {"takes", take}).status, 404);
  EXPECT_EQ(call("GET", {"voices", consent["voice"], "clips"}).status, 403);
  EXPECT_EQ(order(consent["voice"], take).status, 403);
}

}  // namespace
}  // namespace timbre::server
