// Rung: exact, on scorecards made by hand, and property: swapping the takes swaps the answer.
#include "studio/compare_takes.h"

#include <gtest/gtest.h>

namespace timbre::studio {
namespace {

Json card(const char* verdict, double overall, double snr_db, double snr_grade, double loudness_lufs = -20.0) {
  return {{"verdict", verdict},
          {"overall", overall},
          {"rejects", Json::array()},
          {"measures",
           {{"snr_db", {{"value", snr_db}, {"grade", snr_grade}}},
            {"loudness_lufs", {{"value", loudness_lufs}, {"grade", 0.9}}},
            {"srmr", {{"value", 4.0}, {"grade", 0.5}}},
            {"click_count", {{"value", 0}, {"grade", nullptr}}},
            {"hum_db", {{"value", nullptr}, {"grade", nullptr}}}}}};
}

TEST(CompareTakes, TheVerdictDecidesWhateverTheScore) {
  Json rejected = card("reject", 90.0, 40.0, 0.9);
  rejected["rejects"].push_back({{"why", "Only 2.1 s of speech."}});
  const auto found = compare_takes(card("keep", 70.0, 40.0, 0.9), rejected);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->better, BetterTake::A);
  ASSERT_GE(found->why.size(), 3U);
  EXPECT_EQ(found->why[0], "A is one to keep, B is rejected.");
  EXPECT_EQ(found->why[1], "Only 2.1 s of speech.");
  EXPECT_EQ(found->why[2], "A scores 70.0 of 100, B 90.0.");
}

TEST(CompareTakes, ThenTheScoreAndATieIsSaidToBeOne) {
  EXPECT_EQ(compare_takes(card("keep", 70.0, 40, 0.9), card("keep", 71.0, 40, 0.9))->better, BetterTake::B);
  const auto tie = compare_takes(card("keep", 70.0, 40, 0.9), card("keep", 70.9, 40, 0.9));
  EXPECT_EQ(tie->better, BetterTake::Neither);
  EXPECT_NE(tie->why.front().find("as good as each other"), std::string::npos);
  EXPECT_EQ(to_json(*tie)["better"], nullptr);
}

TEST(CompareTakes, DifferencesThatMatterComeMostImportantFirst) {
  Json a = card("keep", 80, 48.3, 0.9);
  Json b = card("keep", 60, 31.0, 0.5);
  b["measures"]["srmr"] = {{"value", 4.3}, {"grade", 0.55}};
  b["measures"]["click_count"]["value"] = 1;
  auto found = compare_takes(a, b);
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->differences.size(), 1U) << "0.05 of a grade and one click do not matter";
  EXPECT_EQ(found->differences[0].text, "A has less noise behind the voice: 48.3 dB against 31.0 dB.");
  b["measures"]["srmr"]["grade"] = 0.8;
  b["measures"]["click_count"]["value"] = 5;
  found = compare_takes(a, b);
  ASSERT_EQ(found->differences.size(), 3U);
  EXPECT_EQ(found->differences[0].measure, measure::MeasureId::SnrDb);
  EXPECT_GE(found->differences[0].weight, found->differences[1].weight);
  EXPECT_GE(found->differences[1].weight, found->differences[2].weight);
  EXPECT_EQ(found->why.back(), "B has less echo of the room: 4.30 against 4.00.") << "what speaks for the other";
}

TEST(CompareTakes, LoudnessIsMatchedToTheQuieter) {
  const auto found = compare_takes(card("keep", 80, 40, 0.9, -16.0), card("keep", 80, 40, 0.9, -23.5));
  EXPECT_EQ(found->gain_a_db, -7.5);
  EXPECT_EQ(found->gain_b_db, 0.0);
  Json silent = card("reject", 0, 40, 0.9);
  silent["measures"]["loudness_lufs"]["value"] = nullptr;
  EXPECT_EQ(compare_takes(silent, card("keep", 80, 40, 0.9))->gain_b_db, 0.0);
}

TEST(CompareTakes, SwappedTakesSwapTheAnswer) {
  const Json a = card("keep", 80, 48.3, 0.9, -16), b = card("review", 60, 31.0, 0.5, -20);
  const auto one = compare_takes(a, b), other = compare_takes(b, a);
  EXPECT_EQ(one->better, BetterTake::A);
  EXPECT_EQ(other->better, BetterTake::B);
  EXPECT_EQ(one->gain_a_db, other->gain_b_db);
  ASSERT_EQ(one->differences.size(), other->differences.size());
  EXPECT_EQ(one->differences[0].weight, other->differences[0].weight);
}

TEST(CompareTakes, AnythingElseIsNoScorecard) {
  for (const Json& wrong : {Json(), Json::array(), Json::object(), Json{{"measures", 3}}}) {
    EXPECT_EQ(compare_takes(wrong, card("keep", 1, 1, 1)).error().kind, ErrorKind::Corrupt);
  }
  Json odd = card("keep", 1, 1, 1);
  odd["verdict"] = 3;
  odd["rejects"] = {1, 2};
  odd["measures"]["snr_db"] = "no";
  EXPECT_TRUE(compare_takes(odd, odd).ok());
}

}  // namespace
}  // namespace timbre::studio
