// Rung: exact.
#include "text/transcript_json.h"

#include <cmath>
#include <gtest/gtest.h>

#include "text/language_name.h"

namespace timbre::text {
namespace {

Transcript example() {
  return {{{"Hello", {0.1, 0.5}, 0.8}, {"world.", {0.5, 1.0}, 0.4}, {"Bye.", {2.0, 2.5}, 1.0}}, "en", "test", 3.0};
}

TEST(TranscriptJson, ReadsBackWhatItWrote) {
  const Json json = to_json(example());
  const auto back = transcript_from_json(json);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(to_json(*back).dump(), json.dump());
  EXPECT_EQ(back->words.size(), 3U);
  EXPECT_EQ(back->words[1].range, (TimeRange{0.5, 1.0}));
  EXPECT_EQ(to_json({})["confidence"], nullptr);
}

TEST(TranscriptJson, RefusesAnythingElse) {
  const Json good = to_json(example());
  for (const char* field : {"engine", "language", "duration_s", "words"}) {
    Json json = good;
    json.erase(field);
    EXPECT_FALSE(transcript_from_json(json).ok()) << field;
    json[field] = nullptr;
    EXPECT_FALSE(transcript_from_json(json).ok()) << field;
  }
  const auto refuses = [&](const char* field, const Json& value) {
    Json json = good;
    json["words"][1][field] = value;
    return !transcript_from_json(json).ok();
  };
  EXPECT_TRUE(refuses("word", ""));
  EXPECT_TRUE(refuses("start_s", -1));
  EXPECT_TRUE(refuses("start_s", 0.2));  // inside the word before
  EXPECT_TRUE(refuses("end_s", 100));
  EXPECT_TRUE(refuses("confidence", 1.5));
  EXPECT_TRUE(refuses("confidence", "high"));
  EXPECT_FALSE(transcript_from_json(Json::array()).ok());
}

TEST(TranscriptJson, VerboseJsonHasOpenAisFields) {
  const Json json = to_verbose_json(example());
  EXPECT_EQ(json["task"], "transcribe");
  EXPECT_EQ(json["language"], "english");
  EXPECT_EQ(json["duration"], 3.0);
  EXPECT_EQ(json["text"], "Hello world. Bye.");
  ASSERT_EQ(json["segments"].size(), 2U);
  const Json& second = json["segments"][1];
  EXPECT_EQ(second["id"], 1);
  EXPECT_EQ(second["seek"], 200);
  EXPECT_EQ(second["text"], " Bye.");
  EXPECT_EQ(second["avg_logprob"], 0.0);
  EXPECT_NEAR(json["segments"][0]["avg_logprob"].get<double>(), (std::log(0.8) + std::log(0.4)) / 2.0, 1e-12);
  for (const char* field : {"start", "end", "temperature", "compression_ratio", "no_speech_prob"})
    EXPECT_TRUE(second[field].is_number()) << field;
  EXPECT_TRUE(second["tokens"].is_array());
  EXPECT_EQ(json["words"][2]["word"], "Bye.");
}

TEST(LanguageName, IsEnglishInLowerCase) {
  EXPECT_EQ(language_name("de"), "german");
  EXPECT_EQ(language_name("xx"), "xx");
  EXPECT_EQ(language_name(""), "unknown");
}

}  // namespace
}  // namespace timbre::text
