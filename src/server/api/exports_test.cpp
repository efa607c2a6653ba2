// Rung: exact. Fits, plans, exports, comparison and bulk as a page uses them, and as they must not be used.
#include <thread>

#include "audio/codec/wav_writer.h"
#include "server/api/file_response.h"
#include "server/api/testing/api_fixture.h"
#include "studio/synthesised_speech.h"

namespace timbre::server {
namespace {

class ExportsApi : public ApiFixture {
 protected:
  std::string add_speech() {
    static const std::string bytes = [] {
      const auto speech = studio::synthesised_speech();
      return speech.ok() ? audio::encode_wav(speech->view(), audio::WavEncoding::Pcm16).value() : std::string();
    }();
    EXPECT_FALSE(bytes.empty()) << "espeak-ng made no speech";
    return add(bytes, "Tuesday.wav");
  }
  Json over(const std::string& id) {
    for (;;) {
      const Json json = json_of(call("GET", {"exports", id}));
      if (json["state"] != "waiting" && json["state"] != "running") return json;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  int ordered(const std::string& body) { return call("POST", {"exports"}, body).status; }
};

TEST_F(ExportsApi, AnExportIsPlannedMadeTakenAwayAndThrownAway) {
  const std::string take = add_speech();
  const Response planned = call("GET", {"takes", take, "plan"}, "", {}, {{"profile", "gpt-sovits"}});
  ASSERT_EQ(planned.status, 200) << std::get<std::string>(planned.body);
  EXPECT_EQ(json_of(planned)["clip"]["sample_rate_hz"], 24000);
  const Response started =
      call("POST", {"exports"}, Json{{"takes", {take}}, {"profiles", {"gpt-sovits"}}, {"ref_text", "Own"}}.dump());
  ASSERT_EQ(started.status, 202) << std::get<std::string>(started.body);
  const std::string id = json_of(started)["export"];
  EXPECT_EQ(header_of(started, "Location"), "/api/v1/exports/" + id);
  const Json done = over(id);
  ASSERT_EQ(done["state"], "done") << done.dump(2);
  EXPECT_EQ(done["takes"][0]["clips"][0]["ref_text"], "Own.");
  const Response file = call("GET", {"exports", id, "files", "1"});
  EXPECT_EQ(header_of(file, "Content-Type"), "audio/wav");
  EXPECT_EQ(header_of(file, "Content-Disposition"),
            "attachment; filename=\"Tuesday - clip.wav\"; filename*=UTF-8''Tuesday%20-%20clip.wav");
  EXPECT_EQ(call("GET", {"exports", id, "zip"}, "", {{"range", "bytes=0-3"}}).status, 206);
  EXPECT_EQ(call("GET", {"exports", id, "files", "99"}).status, 404);
  EXPECT_EQ(call("GET", {"exports", id, "files", "x"}).status, 400);
  EXPECT_EQ(json_of(call("GET", {"exports"}))["exports"].size(), 1U);
  EXPECT_EQ(call("DELETE", {"exports", id}).status, 204);
  EXPECT_EQ(call("GET", {"exports", id}).status, 404);
}

TEST_F(ExportsApi, EveryModelHasAnAnswer) {
  const Response fits = call("GET", {"takes", add_speech(), "fit"});
  ASSERT_EQ(fits.status, 200);
  EXPECT_EQ(json_of(fits)["fits"][0]["profile"], "studio");
}

TEST_F(ExportsApi, OrdersAndWindowsAreChecked) {
  const std::string take = add();
  const std::string t = "\"takes\":[\"" + take + "\"]";
  for (const std::string& body :
       {std::string("[]"), std::string("{}"), "{" + t + "}", "{" + t + R"(,"profiles":[]})",
        "{" + t + R"(,"profiles":"studio"})", "{" + t + R"(,"profiles":[1]})",
        "{" + t + R"(,"profiles":["studio"],"window":[]})",
        "{" + t + R"(,"profiles":["studio"],"window":{"start_s":1}})",
        "{" + t + R"(,"profiles":["studio"],"window":{"start_s":-1,"end_s":2}})",
        "{" + t + R"(,"profiles":["studio"],"ref_text":7})", "{" + t + R"(,"profiles":["studio"],"master":"mp3"})"}) {
    EXPECT_EQ(ordered(body), 400) << body;
  }
  EXPECT_EQ(ordered("{" + t + R"(,"profiles":["no-such"]})"), 404);
  EXPECT_EQ(ordered(R"({"takes":["no-such"],"profiles":["studio"]})"), 404);
  using Query = std::map<std::string, std::string>;
  for (const Query& query : {Query{}, Query{{"profile", "studio"}, {"start_s", "1"}},
                             Query{{"profile", "studio"}, {"start_s", "x"}, {"end_s", "2"}},
                             Query{{"profile", "studio"}, {"start_s", "inf"}, {"end_s", "2"}},
                             Query{{"profile", "studio"}, {"start_s", "nan"}, {"end_s", "2"}},
                             Query{{"profile", "studio"}, {"master", "mp3"}}}) {
    EXPECT_EQ(call("GET", {"takes", take, "plan"}, "", {}, query).status, 400);
  }
  EXPECT_EQ(call("GET", {"takes", take, "plan"}, "", {}, {{"profile", "no-such"}}).status, 404);
  for (const char* odd : {"..", "tmp", "%2e%2e", "00000000-0000-7000-8000-000000000000"}) {
    EXPECT_EQ(call("GET", {"exports", odd}).status, 404) << odd;
    EXPECT_EQ(call("GET", {"exports", odd, "zip"}).status, 404) << odd;
    EXPECT_EQ(call("DELETE", {"exports", odd}).status, 404) << odd;
    EXPECT_EQ(call("GET", {"takes", odd, "fit"}).status, 404) << odd;
  }
}

TEST_F(ExportsApi, TakesAreComparedOnceTheyAreJudged) {
  const std::string a = add(), b = add();
  EXPECT_EQ(call("GET", {"compare"}, "", {}, {{"a", a}}).status, 400);
  EXPECT_EQ(call("GET", {"compare"}, "", {}, {{"a", a}, {"b", "no-such"}}).status, 404);
  while (json_of(call("GET", {"takes", b}))["verdict"].is_null()) std::this_thread::yield();
  EXPECT_EQ(call("GET", {"compare"}, "", {}, {{"a", a}, {"b", b}}).status, 500) << "this judge's scorecard is none";
}

TEST_F(ExportsApi, ManyTakesAtOnceAndEachProblemIsNamed) {
  const std::string a = add(), b = add();
  const auto bulk = [&](const std::string& action) {
    return call("POST", {"takes", "bulk"}, Json{{"action", action}, {"takes", {a, b, a, "no-such"}}}.dump());
  };
  const Response trashed = bulk("trash");
  ASSERT_EQ(trashed.status, 200);
  EXPECT_EQ(json_of(trashed)["done"], (Json{a, b}));
  EXPECT_EQ(json_of(trashed)["problems"][0]["id"], "no-such");
  EXPECT_EQ(json_of(call("GET", {"takes"}))["total"], 0);
  EXPECT_EQ(json_of(bulk("restore"))["done"].size(), 2U);
  EXPECT_EQ(json_of(bulk("judge"))["done"].size(), 2U);
  EXPECT_EQ(json_of(bulk("transcribe"))["problems"].size(), 3U) << "nobody listens here";
  EXPECT_EQ(bulk("purge").status, 400);
  for (const char* body :
       {"{}", R"({"action":"trash"})", R"({"action":"trash","takes":[]})", R"({"action":"trash","takes":"x"})",
        R"({"action":"trash","takes":[1]})", R"({"action":7,"takes":["x"]})"}) {
    EXPECT_EQ(call("POST", {"takes", "bulk"}, body).status, 400) << body;
  }
}

TEST(AttachmentHeader, NoNameBreaksOut) {
  EXPECT_EQ(attachment_header("a\"; x=\r\n.wav"),
            "attachment; filename=\"a__ x___.wav\"; filename*=UTF-8''a%22%3B%20x%3D%0D%0A.wav");
  EXPECT_EQ(attachment_header("ż.wav"), "attachment; filename=\"__.wav\"; filename*=UTF-8''%C5%BC.wav");
}

}  // namespace
}  // namespace timbre::server
