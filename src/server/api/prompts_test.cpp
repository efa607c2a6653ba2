// Rung: exact for the fields, property for the counts: what was said adds nothing when it is said again.
#include "server/api/testing/api_fixture.h"

namespace timbre::server {
namespace {

class PromptsTest : public ApiFixture {
 protected:
  Json prompts() { return json_of(call("GET", {"prompts"})); }
  Json gain_of(const std::string& text) {
    return json_of(call("POST", {"prompts", "coverage"}, Json{{"text", text}}.dump()));
  }
  static Json find(const Json& list, const std::string& name) {
    for (const Json& prompt : list["prompts"]) {
      if (prompt["name"] == name) return prompt;
    }
    return nullptr;
  }
};

TEST_F(PromptsTest, WhatWasSaidAddsNothingAgain) {
  const Json before = prompts();
  if (!before["needs"].is_null()) GTEST_SKIP() << "SKIPPED: " << before["needs"];
  EXPECT_EQ(before["covered"]["phones"], 0);
  const std::string name = before["next"];
  const Json next = find(before, name);
  EXPECT_GT(next["new_phones"], 0);
  EXPECT_EQ(gain_of(next["text"])["new_diphones"], next["new_diphones"]);
  const std::string id = add();
  ASSERT_EQ(call("PATCH", {"takes", id}, Json{{"edited_text", next["text"]}}.dump(), {{"if-match", "*"}}).status, 200);
  while (json_of(call("GET", {"takes", id}))["verdict"].is_null()) std::this_thread::yield();
  const Json after = prompts();
  EXPECT_EQ(after["covered"]["phones"], next["new_phones"]);
  EXPECT_EQ(after["covered"]["diphones"], next["new_diphones"]);
  EXPECT_EQ(find(after, name)["new_phones"], 0);
  EXPECT_EQ(find(after, name)["new_diphones"], 0);
  EXPECT_NE(after["next"], name);
  ASSERT_EQ(call("DELETE", {"takes", id}).status, 200);
  EXPECT_EQ(prompts(), before) << "what lies in the trash does not count";
}

TEST_F(PromptsTest, FreeSpeechPromisesNothing) {
  const Json list = prompts();
  bool has_free = false;
  for (const Json& prompt : list["prompts"]) {
    if (!prompt["is_free"]) continue;
    has_free = true;
    EXPECT_TRUE(prompt["new_phones"].is_null());
  }
  EXPECT_TRUE(has_free);
}

TEST_F(PromptsTest, TheUsersOwnPromptsLieInTheDataFolder) {
  ASSERT_TRUE(disk_.create_folders(folder_.path() / "prompts").ok());
  ASSERT_TRUE(disk_.write_atomically(folder_.path() / "prompts" / "mine.json", "{}").ok());
  EXPECT_EQ(prompts()["problems"].size(), 1U) << "a broken file is named, the others are shown";
}

TEST_F(PromptsTest, ATextMustBeThereAndFit) {
  for (const std::string& body : {std::string("{}"), std::string(R"({"text":7})"),
                                  Json{{"text", std::string(studio::kMaxTextBytes + 1, 'x')}}.dump()}) {
    EXPECT_EQ(call("POST", {"prompts", "coverage"}, body).status, 400) << body.substr(0, 40);
  }
}

}  // namespace
}  // namespace timbre::server
