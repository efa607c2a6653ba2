// Rung: definition, over texts written out by hand; property, of what a text may end in.
#include "text/ref_text.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace timbre::text {
namespace {

Transcript spoken(std::vector<std::pair<std::string, double>> words_and_pauses, std::string language = "en") {
  Transcript transcript;
  transcript.language = std::move(language);
  double now_s = 0.0;
  for (auto& [text, pause_s] : words_and_pauses) {
    now_s += pause_s;
    transcript.words.push_back({std::move(text), {now_s, now_s + 0.2}, 1.0});
    now_s += 0.2;
  }
  transcript.duration_s = now_s;
  return transcript;
}

Transcript even(std::string_view text, std::string language = "en") {
  std::vector<std::pair<std::string, double>> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.emplace_back(text.substr(at, end - at), 0.05);
    at = end + 1;
  }
  return spoken(std::move(words), std::move(language));
}

TEST(MachineRefText, IsWrittenAsSpoken) {
  EXPECT_EQ(machine_ref_text(even("i paid $5 for 3 apples in 1905")),
            "I paid five dollars for three apples in nineteen oh five.");
  EXPECT_EQ(machine_ref_text(even("Well, i'm here… “Really?” yes!!")), "Well, I'm here... \"Really?\" Yes!");
  EXPECT_EQ(machine_ref_text(even("one thing — another thing")), "One thing, another thing.");
  EXPECT_EQ(machine_ref_text(even("is it true?")), "Is it true?");
  EXPECT_EQ(machine_ref_text(even("it is so,")), "It is so.");
  EXPECT_EQ(machine_ref_text(even("Es sind 5, glaube i", "")), "Es sind five, glaube I.")
      << "no language said: English";
  EXPECT_EQ(machine_ref_text(even("es sind 5, glaube ich", "de")), "Es sind 5, glaube ich.");
}

TEST(MachineRefText, TakesMarksFromPausesWhenTheEngineGivesNone) {
  const auto bare = spoken({{"hello", 0.0}, {"there", 0.1}, {"it", 0.6}, {"is", 0.1}, {"late", 0.1}, {"now", 0.3}});
  EXPECT_EQ(machine_ref_text(bare), "Hello there. It is late, now.");
  const auto marked = spoken({{"Hello", 0.0}, {"there", 0.1}, {"it", 0.6}, {"is", 0.1}, {"late.", 0.1}});
  EXPECT_EQ(machine_ref_text(marked), "Hello there it is late.") << "the engine's own marks are trusted";
}

TEST(MachineRefText, FillersAreNotDoubled) {
  EXPECT_EQ(machine_ref_text(even("um um so uh uh uh yes yes")), "Um so uh yes yes.");
}

TEST(MachineRefText, OfNothingIsEmpty) {
  EXPECT_EQ(machine_ref_text(Transcript{}), "");
  EXPECT_EQ(machine_ref_text(even("... — ?")), "");
}

TEST(MachineRefText, EndsInExactlyOneMark) {
  SeededRandom random(3);
  const std::vector<std::string> pieces = {"word",       "i",    "5", "no.", "what?", "oh!", "...",
                                           "\"quoted\"", "(so)", "—", "a,",  "Mr.",   "é"};
  for (int trial = 0; trial < 2000; ++trial) {
    std::string words;
    for (std::uint64_t count = 1 + random.next() % 6; count > 0; --count)
      words += (words.empty() ? "" : " ") + pieces[random.next() % pieces.size()];
    std::string text = machine_ref_text(even(words));
    if (text.empty()) continue;
    while (text.ends_with('"') || text.ends_with(')')) text.pop_back();
    ASSERT_NE(text.find_last_of(".?!"), std::string::npos) << words;
    EXPECT_EQ(text.find_last_of(".?!"), text.size() - 1) << words << " → " << text;
    EXPECT_EQ(std::string(".?!").find(text[text.size() - 2]), std::string::npos) << words << " → " << text;
    EXPECT_EQ(text.find("  "), std::string::npos);
  }
}

TEST(EditedRefText, IsOnlyTrimmedAndEnded) {
  EXPECT_EQ(edited_ref_text("  i paid $5 — “um um”  ok \n"), "i paid $5 — “um um”  ok.");
  EXPECT_EQ(edited_ref_text("Really?"), "Really?");
  EXPECT_EQ(edited_ref_text("“Really?”"), "“Really?”");
  EXPECT_EQ(edited_ref_text("well…"), "well…");
  EXPECT_EQ(edited_ref_text(" \n "), "");
}

TEST(RefText, KeepsMachineAndPersonApart) {
  RefText text{"A machine's.", std::nullopt};
  EXPECT_EQ(text.used(), "A machine's.");
  EXPECT_TRUE(text.warning().has_value());
  text.edited = edited_ref_text("a person's");
  EXPECT_EQ(text.used(), "a person's.");
  EXPECT_EQ(text.machine, "A machine's.");
  EXPECT_FALSE(text.warning().has_value());
  text.edited = edited_ref_text("");
  EXPECT_EQ(text.used(), "A machine's.") << "an emptied edit is none";
  EXPECT_TRUE(RefText{}.warning().has_value());
}

}  // namespace
}  // namespace timbre::text
