// Rung: exact for the two formats; properties over seeded random transcripts.
#include "text/subtitles.h"

#include <gtest/gtest.h>
#include <random>

namespace timbre::text {
namespace {

std::vector<TimedWord> random_words(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<TimedWord> words;
  double at_s = 0.0;
  for (int i = 0; i < 400; ++i) {
    at_s += random() % 4 == 0 ? static_cast<double>(random() % 1500) / 1000.0 : 0.02;
    const double length_s = 0.05 + static_cast<double>(random() % 700) / 1000.0;
    std::string text(1 + random() % 14, static_cast<char>('a' + random() % 26));
    if (random() % 7 == 0) text += random() % 2 == 0 ? "." : ",";
    words.push_back({text, {at_s, at_s + length_s}, 0.9});
    at_s += length_s;
  }
  return words;
}

std::string joined(const std::vector<Cue>& cues) {
  std::string all;
  for (const auto& cue : cues)
    for (const auto& line : cue.lines) all += (all.empty() ? "" : " ") + line;
  return all;
}

TEST(Subtitles, KeepEveryWordAndEveryLimit) {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    const auto words = random_words(seed);
    const auto cues = split_into_cues(words);
    EXPECT_EQ(joined(cues), Transcript({words, "", "", 0.0}).text());
    double end_s = 0.0;
    for (const auto& cue : cues) {
      ASSERT_TRUE(cue.lines.size() == 1 || cue.lines.size() == 2);
      for (const auto& line : cue.lines) EXPECT_LE(line.size(), 42U);
      EXPECT_GE(cue.range.start_s, end_s - 1e-9);
      EXPECT_GT(cue.range.end_s, cue.range.start_s);
      EXPECT_LE(cue.range.end_s - cue.range.start_s, 7.0 + 1e-9);
      end_s = cue.range.end_s;
    }
  }
}

TEST(Subtitles, StandIntoThePauseUntilTheyCanBeRead) {
  const auto cues = split_into_cues({{"Hi.", {1.0, 1.2}, 1}, {"twenty-characters-so", {5.0, 5.2}, 1}});
  ASSERT_EQ(cues.size(), 2U);
  EXPECT_DOUBLE_EQ(cues[0].range.end_s, 2.0);
  EXPECT_DOUBLE_EQ(cues[1].range.end_s, 5.0 + 20.0 / 17.0);
}

TEST(Subtitles, LeaveAWordWholeThatNoLineHolds) {
  const std::string word(60, 'x');
  const auto cues = split_into_cues({{"a", {0.0, 0.1}, 1}, {word, {0.2, 0.9}, 1}});
  EXPECT_EQ(joined(cues), "a " + word);
}

TEST(Subtitles, SrtIsAsPlayersReadIt) {
  const std::vector<Cue> cues{{{0.0, 1.5}, {"Hello"}}, {{3661.0004, 3662.25}, {"a --> b", "c"}}};
  EXPECT_EQ(write_srt(cues),
            "1\n00:00:00,000 --> 00:00:01,500\nHello\n\n2\n01:01:01,000 --> 01:01:02,250\na -> b\nc\n\n");
  EXPECT_EQ(write_srt({}), "");
}

TEST(Subtitles, VttEscapesWhatItMustAndStartsWithItsName) {
  EXPECT_EQ(write_vtt({{{0.0, 1.5}, {"R&D <b> --> x"}}}),
            "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nR&amp;D &lt;b&gt; --&gt; x\n\n");
  EXPECT_EQ(write_vtt({}), "WEBVTT\n\n");
}

TEST(Subtitles, CountLettersNotBytes) {
  std::vector<TimedWord> words;
  for (int i = 0; i < 6; ++i) words.push_back({"äöüäöü", {i * 0.3, i * 0.3 + 0.3}, 1});  // 6 × 6 + 5 = 41 letters
  const auto cues = split_into_cues(words);
  ASSERT_EQ(cues.size(), 1U);
  EXPECT_EQ(cues[0].lines.size(), 1U);
}

}  // namespace
}  // namespace timbre::text
