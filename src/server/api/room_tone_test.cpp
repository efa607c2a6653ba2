// Rung: exact for refusals; real noise from the test data for the verdict. What each room gets to hear is tested in
// studio/room_check_test.cpp.
#include <fstream>
#include <iterator>

#include "base/testing/test_data.h"
#include "server/api/testing/api_fixture.h"

namespace timbre::server {
namespace {

class RoomToneTest : public ApiFixture {};

TEST_F(RoomToneTest, ANoisyRoomIsToldSo) {
  TIMBRE_TEST_DATA(path, "noise/noise1.wav");
  std::ifstream file(path, std::ios::binary);
  const std::string wav{std::istreambuf_iterator<char>(file), {}};
  const Response answer = call("POST", {"room-tone"}, wav);
  ASSERT_EQ(answer.status, 200);
  const Json room = json_of(answer);
  EXPECT_FALSE(room["ok"]);
  EXPECT_GT(room["level_dbfs"], -40.0);
  EXPECT_EQ(room["sentence"], room["findings"][0]["text"]);
}

TEST_F(RoomToneTest, WhatIsNoSoundIsRefused) {
  EXPECT_EQ(call("POST", {"room-tone"}, "").status, 400);
  for (const std::string& body : {std::string("RIFFxxxxWAVE"), std::string(1000, '\0'), std::string("<html>")}) {
    const int status = call("POST", {"room-tone"}, body).status;
    EXPECT_GE(status, 400) << body.substr(0, 12);
  }
}

}  // namespace
}  // namespace timbre::server
