// Rung: exact, for files; definition, for what the library promises of each prompt.
#include "text/prompts.h"

#include <cstdio>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include "base/testing/memory_file_system.h"

namespace timbre::text {
namespace {

using testing::HasSubstr;

TEST(BuiltInPrompts, TakeTwentyToThirtyFiveSecondsAndMixSentences) {
  std::size_t to_read = 0;
  std::set<std::string> styles;
  for (const Prompt& prompt : built_in_prompts()) {
    if (prompt.is_free) continue;
    ++to_read;
    styles.insert(prompt.style);
    std::printf("%-20s %3zu words %5.1f s\n", prompt.name.c_str(), word_count(prompt), reading_time_s(prompt));
    EXPECT_GE(reading_time_s(prompt), 20.0) << prompt.name;
    EXPECT_LE(reading_time_s(prompt), 35.0) << prompt.name;
    EXPECT_NE(prompt.text.find('?'), std::string::npos) << prompt.name << " asks nothing";
    EXPECT_NE(prompt.text.find('!'), std::string::npos) << prompt.name << " exclaims nothing";
    EXPECT_NE(prompt.text.find(". "), std::string::npos) << prompt.name << " states nothing";
  }
  EXPECT_GE(to_read, 12U);
  EXPECT_EQ(styles.size(), to_read) << "each in a register of its own";
  EXPECT_TRUE(built_in_prompts().back().is_free);
}

std::string file_with(const std::string& prompt) { return R"({"version": 1, "prompts": [)" + prompt + "]}"; }

TEST(ParsePrompts, FillsInWhatMayBeLeftOut) {
  const auto prompts =
      parse_prompts(R"({"version": 1, "language": "de", "prompts": [{"name": "a", "text": "Guten Tag"}]})", "x.json");
  ASSERT_TRUE(prompts.ok()) << prompts.error().message;
  EXPECT_EQ(prompts->front().title, "a");
  EXPECT_EQ(prompts->front().language, "de");
  EXPECT_FALSE(prompts->front().is_free);
  EXPECT_NEAR(reading_time_s(prompts->front()), 0.8, 1e-9);
}

TEST(ParsePrompts, NamesFileAndField) {
  std::string many;
  for (int i = 0; i < 301; ++i) many += "word ";
  const std::pair<std::string, const char*> cases[] = {
      {"not json", "no JSON"},
      {"[]", "one JSON object"},
      {"{}", "version"},
      {R"({"version": 2, "prompts": []})", "version"},
      {R"({"version": 1})", "prompts must be a list"},
      {R"({"version": 1, "language": 5, "prompts": []})", "language must be a string"},
      {file_with("5"), "prompts[0] must be an object"},
      {file_with(R"({"text": "a"})"), "prompts[0].name is missing"},
      {file_with(R"({"name": "A b", "text": "a"})"), "prompts[0].name"},
      {file_with(R"({"name": "a", "text": 5})"), "prompts[0].text must be a string"},
      {file_with(R"({"name": "a", "text": "…"})"), "prompts[0].text has 0 words"},
      {file_with(R"({"name": "a", "text": ")" + many + R"("})"), "prompts[0].text has 301 words"},
      {file_with(R"({"name": "a", "text": "a", "kind": "sung"})"), "prompts[0].kind"},
      {file_with(R"({"name": "a", "text": "a", "language": "English"})"), "prompts[0].language"},
      {file_with(R"({"name": "a", "text": "a"}, {"name": "a", "text": "b"})"), "prompts[1].name"},
      {std::string(100000, '['), "no JSON"}};
  for (const auto& [bytes, part] : cases) {
    const auto prompts = parse_prompts(bytes, "x.json");
    ASSERT_FALSE(prompts.ok()) << bytes.substr(0, 200);
    EXPECT_THAT(prompts.error().message, HasSubstr("x.json"));
    EXPECT_THAT(prompts.error().message, HasSubstr(part));
  }
}

TEST(LoadPrompts, AddsTheUsersAndNamesBadFiles) {
  MemoryFileSystem disk;
  disk.files["/p/a.json"] = file_with(R"({"name": "mine", "text": "My own words"})");
  disk.files["/p/b.json"] = "broken";
  disk.files["/p/c.json"] = file_with(R"({"name": "on-the-ice", "text": "Shorter"})");
  disk.files["/p/notes.txt"] = "not listed";
  disk.files["/p/deep/d.json"] = "not looked at";
  const PromptLibrary library = load_prompts(disk, "/p");
  EXPECT_EQ(library.prompts.size(), built_in_prompts().size() + 1);
  EXPECT_EQ(library.prompts.back().name, "mine");
  ASSERT_EQ(library.problems.size(), 1U);
  EXPECT_THAT(library.problems[0].message, HasSubstr("b.json"));
  for (const Prompt& prompt : library.prompts) {
    EXPECT_EQ(prompt.text == "Shorter", prompt.name == "on-the-ice");
  }
}

TEST(LoadPrompts, NeedsNoFolder) {
  MemoryFileSystem disk;
  const PromptLibrary library = load_prompts(disk, "/none");
  EXPECT_EQ(library.prompts.size(), built_in_prompts().size());
  EXPECT_TRUE(library.problems.empty());
}

}  // namespace
}  // namespace timbre::text
