// Rung: exact. Every route as a page uses it, and as it must not be used.
#include "server/api/api.h"

#include <cstring>
#include <gtest/gtest.h>

#include "server/api/testing/api_fixture.h"

namespace timbre::server {
namespace {

class ApiTest : public ApiFixture {};

TEST_F(ApiTest, ATakeArrivesIsListedAndHeard) {
  const Response added = call("POST", {"takes"}, "RIFFxxxxWAVE", {}, {{"name", "Tuesday.wav"}});
  ASSERT_EQ(added.status, 201);
  const std::string id = json_of(added)["id"];
  EXPECT_EQ(header_of(added, "Location"), "/api/v1/takes/" + id);
  EXPECT_EQ(json_of(call("GET", {"takes"}))["takes"][0]["name"], "Tuesday");
  const Response audio = call("GET", {"takes", id, "audio"});
  EXPECT_EQ(audio.status, 200);
  EXPECT_EQ(header_of(audio, "Content-Type"), "audio/wav");
  EXPECT_EQ(std::get<FileBody>(audio.body).length, 12U);
}

TEST_F(ApiTest, APartOfTheAudioCanBeAskedFor) {
  const std::string id = add();
  const Response part = call("GET", {"takes", id, "audio"}, "", {{"range", "bytes=4-7"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(header_of(part, "Content-Range"), "bytes 4-7/12");
  EXPECT_EQ(call("GET", {"takes", id, "audio"}, "", {{"range", "bytes=12-"}}).status, 416);
}

TEST_F(ApiTest, AnUploadedPageIsNeverServedAsOne) {
  const std::string id = add("<html><script>alert(1)</script>", "evil.html");
  const Response audio = call("GET", {"takes", id, "audio"});
  EXPECT_EQ(header_of(audio, "Content-Type"), "application/octet-stream");
  EXPECT_EQ(header_of(audio, "Content-Disposition"), "attachment");
  EXPECT_NE(header_of(audio, "Content-Security-Policy").find("sandbox"), std::string::npos);
}

TEST_F(ApiTest, AFormBringsTheSameAsAPlainBody) {
  const std::string form =
      "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.wav\"\r\n\r\nRIFFxxxxWAVE\r\n--B--\r\n";
  const Response added = call("POST", {"takes"}, form, {{"content-type", "multipart/form-data; boundary=B"}});
  ASSERT_EQ(added.status, 201);
  EXPECT_EQ(json_of(added)["original_name"], "x.wav");
  EXPECT_EQ(json_of(added)["size_bytes"], 12);
  EXPECT_EQ(call("POST", {"takes"}, form.substr(0, 80), {{"content-type", "multipart/form-data; boundary=B"}}).status,
            400);
}

TEST_F(ApiTest, NothingIsKeptOfAnEmptyUpload) {
  EXPECT_EQ(call("POST", {"takes"}, "").status, 400);
  EXPECT_EQ(json_of(call("GET", {"takes"}))["total"], 0);
}

TEST_F(ApiTest, TwoTabsCannotOverwriteEachOther) {
  const std::string id = add();
  while (json_of(call("GET", {"takes", id}))["verdict"].is_null()) std::this_thread::yield();
  const std::string tag = header_of(call("GET", {"takes", id}), "ETag");
  EXPECT_EQ(call("PATCH", {"takes", id}, R"({"name":"one"})").status, 428);
  EXPECT_EQ(call("PATCH", {"takes", id}, R"({"name":"one"})", {{"if-match", tag}}).status, 200);
  EXPECT_EQ(call("PATCH", {"takes", id}, R"({"name":"two"})", {{"if-match", tag}}).status, 412);
  EXPECT_EQ(call("PATCH", {"takes", id}, R"({"name":"two"})", {{"if-match", "x"}}).status, 400);
  EXPECT_EQ(json_of(call("GET", {"takes", id}))["name"], "one");
  const std::string now = header_of(call("GET", {"takes", id}), "ETag");
  EXPECT_EQ(call("GET", {"takes", id}, "", {{"if-none-match", now}}).status, 304);
}

TEST_F(ApiTest, EditsAreChecked) {
  const std::string id = add();
  for (const char* body : {"[]", "x", R"({"name":7})", R"({"name":""})"}) {
    EXPECT_EQ(call("PATCH", {"takes", id}, body, {{"if-match", "*"}}).status, 400) << body;
  }
  const Response edited = call("PATCH", {"takes", id}, R"({"edited_text":"One."})", {{"if-match", "*"}});
  EXPECT_EQ(json_of(edited)["edited_text"], "One.");
}

TEST_F(ApiTest, TheTrashIsAStepNotAnEnd) {
  const std::string id = add();
  EXPECT_EQ(call("DELETE", {"trash", id}).status, 400);
  EXPECT_EQ(call("DELETE", {"takes", id}).status, 200);
  EXPECT_EQ(json_of(call("GET", {"takes"}))["total"], 0);
  EXPECT_EQ(json_of(call("GET", {"takes"}, "", {}, {{"trashed", "true"}}))["total"], 1);
  EXPECT_EQ(call("POST", {"takes", id, "restore"}).status, 200);
  EXPECT_EQ(call("DELETE", {"takes", id}).status, 200);
  EXPECT_EQ(call("DELETE", {"trash", id}).status, 204);
  EXPECT_EQ(call("GET", {"takes", id}).status, 404);
}

TEST_F(ApiTest, ARecordingArrivesInPieces) {
  const Response begun = call("POST", {"recordings"}, R"({"sample_rate_hz":48000,"channel_count":1,"prompt":"Hello"})");
  ASSERT_EQ(begun.status, 201);
  const std::string id = json_of(begun)["id"];
  EXPECT_EQ(call("PUT", {"recordings", id, "pieces", "0"}, std::string(400, '\0')).status, 204);
  EXPECT_EQ(call("PUT", {"recordings", id, "pieces", "x"}, "").status, 400);
  EXPECT_EQ(json_of(call("GET", {"recordings"}))["recordings"][0]["byte_count"], 400);
  const Response take = call("POST", {"recordings", id, "finish"}, R"({"name":"First"})");
  ASSERT_EQ(take.status, 201);
  EXPECT_EQ(json_of(take)["prompt"], "Hello");
  EXPECT_EQ(call("POST", {"recordings", id, "finish"}).status, 404);
  for (const char* body :
       {"{}", R"({"sample_rate_hz":0,"channel_count":1})", R"({"sample_rate_hz":48000,"channel_count":9})",
        R"({"sample_rate_hz":4.8e4,"channel_count":1})"}) {
    EXPECT_EQ(call("POST", {"recordings"}, body).status, 400) << body;
  }
}

TEST_F(ApiTest, NamesThatLookLikePathsAreJustUnknown) {
  for (const char* id : {"..", "timbre.db", "lock", "00000000-0000-7000-8000-000000000000", "' OR 1=1 --"}) {
    EXPECT_EQ(call("GET", {"takes", id}).status, 404) << id;
    EXPECT_EQ(call("GET", {"takes", id, "audio"}).status, 404) << id;
    EXPECT_EQ(call("DELETE", {"takes", id}).status, 404) << id;
  }
}

TEST_F(ApiTest, QueriesAreChecked) {
  for (const auto& [name, value] : std::map<std::string, std::string>{
           {"order", "random"}, {"limit", "0"}, {"limit", "10001"}, {"offset", "-1"}, {"offset", "x"}}) {
    EXPECT_EQ(call("GET", {"takes"}, "", {}, {{name, value}}).status, 400) << name << value;
  }
  EXPECT_EQ(call("GET", {"takes"}, "", {}, {{"order", "best"}, {"search", "%"}}).status, 200);
}

TEST_F(ApiTest, HealthAndJobsAnswer) {
  EXPECT_EQ(json_of(call("GET", {"health"}))["status"], "ok");
  EXPECT_EQ(call("GET", {"jobs"}).status, 200);
  EXPECT_EQ(call("DELETE", {"jobs", "unknown"}).status, 404);
  const std::string id = add();
  const Response judged = call("POST", {"takes", id, "judge"});
  EXPECT_EQ(judged.status, 202);
  EXPECT_EQ(call("GET", {"jobs", json_of(judged)["job"]}).status, 200);
}

}  // namespace
}  // namespace timbre::server
