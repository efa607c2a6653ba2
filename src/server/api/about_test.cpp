// Rung: exact. What this Timbre says of itself, and the take it brings along.
#include "server/api/testing/api_fixture.h"

namespace timbre::server {
namespace {

class AboutTest : public ApiFixture {};

TEST_F(AboutTest, SaysWhatItCanDo) {
  const Json about = json_of(call("GET", {"about"}));
  EXPECT_TRUE(about["version"].is_string());
  EXPECT_EQ(about["transcription"]["ready"], about["transcription"]["needs"].is_null());
  EXPECT_EQ(about["profiles"][0]["name"], "studio");
  for (const Json& profile : about["profiles"]) {
    EXPECT_LE(profile["min_s"], profile["ideal_min_s"]) << profile["name"];
    EXPECT_LT(profile["ideal_min_s"], profile["ideal_max_s"]) << profile["name"];
  }
  EXPECT_EQ(about["limits"]["upload_bytes"], kMaxUploadBytes);
  EXPECT_EQ(about["limits"]["piece_bytes"], store::kMaxPieceBytes);
  EXPECT_FALSE(about["clone"]["ready"]);
  EXPECT_FALSE(about["clone"]["needs"].get<std::string>().empty());
}

TEST_F(AboutTest, EveryZoneOfABarJoinsTheNext) {
  const Json zones = json_of(call("GET", {"about"}))["zones"];
  ASSERT_TRUE(zones.contains("snr_db"));
  for (const auto& [name, bar] : zones.items()) {
    ASSERT_FALSE(bar["zones"].empty()) << name;
    EXPECT_EQ(bar["zones"].front()["from"], bar["min"]) << name;
    EXPECT_EQ(bar["zones"].back()["to"], bar["max"]) << name;
    for (std::size_t i = 1; i < bar["zones"].size(); ++i) {
      EXPECT_EQ(bar["zones"][i]["from"], bar["zones"][i - 1]["to"]) << name;
    }
  }
}

TEST_F(AboutTest, ThereIsOneDemoTakeHoweverOftenItIsAskedFor) {
  const Response first = call("POST", {"demo"});
  if (first.status == 503) GTEST_SKIP() << "SKIPPED: espeak-ng is not installed";
  ASSERT_EQ(first.status, 201);
  const std::string id = json_of(first)["id"];
  EXPECT_EQ(header_of(first, "Location"), "/api/v1/takes/" + id);
  const Response again = call("POST", {"demo"});
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(json_of(again)["id"], id);
  ASSERT_EQ(call("DELETE", {"takes", id}).status, 200);
  EXPECT_EQ(json_of(call("POST", {"demo"}))["trashed"], nullptr) << "it comes back from the trash";
  EXPECT_EQ(json_of(call("GET", {"takes"}))["total"], 1);
  ASSERT_EQ(call("DELETE", {"takes", id}).status, 200);
  ASSERT_EQ(call("DELETE", {"trash", id}).status, 204);
  EXPECT_EQ(call("POST", {"demo"}).status, 201) << "gone for good is gone";
}

}  // namespace
}  // namespace timbre::server
