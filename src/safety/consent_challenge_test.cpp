// Rung: exact. The list is what it is said to be; challenges are drawn from it evenly.
#include "safety/consent_challenge.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace timbre::safety {
namespace {

TEST(ConsentChallenge, TheListHas2048PlainWords) {
  const auto& words = challenge_words();
  EXPECT_EQ(words.size(), 2048u);
  EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
  EXPECT_EQ(std::set<std::string>(words.begin(), words.end()).size(), words.size());
  for (const std::string& word : words) {
    EXPECT_TRUE(word.size() >= 3 && word.size() <= 8) << word;
    EXPECT_TRUE(std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) << word;
  }
}

TEST(ConsentChallenge, EveryLanguageHasAtLeast88Bits) {
  EXPECT_GE(static_cast<double>(kChallengeWords) * std::log2(2048.0), 88.0);
  EXPECT_GE(static_cast<double>(kChallengeNumbers) * std::log2(900.0), 88.0);
}

TEST(ConsentChallenge, EightDifferentWordsOfTheList) {
  SeededRandom random(1);
  const auto& words = challenge_words();
  for (int trial = 0; trial < 200; ++trial) {
    const auto challenge = make_challenge("en", random);
    EXPECT_EQ(challenge.size(), 8u);
    EXPECT_EQ(std::set<std::string>(challenge.begin(), challenge.end()).size(), 8u);
    for (const std::string& word : challenge) EXPECT_TRUE(std::binary_search(words.begin(), words.end(), word));
  }
}

TEST(ConsentChallenge, OtherLanguagesReadNumbers) {
  SeededRandom random(2);
  const auto challenge = make_challenge("de", random);
  EXPECT_EQ(challenge.size(), 9u);
  for (const std::string& word : challenge) {
    EXPECT_EQ(word.size(), 3u);
    EXPECT_GE(std::stoi(word), 100);
  }
}

TEST(ConsentChallenge, EveryWordComesUpAsOftenAsAnyOther) {
  SeededRandom random(3);
  std::map<std::string, int> counts;
  constexpr int kTrials = 20000;
  for (int trial = 0; trial < kTrials; ++trial)
    for (const std::string& word : make_challenge("en", random)) ++counts[word];
  // chi-square over 2,047 degrees of freedom: mean 2,047, standard deviation 64
  const double expected = kTrials * 8.0 / 2048.0;
  double chi_square = 0;
  for (const std::string& word : challenge_words()) chi_square += std::pow(counts[word] - expected, 2) / expected;
  EXPECT_LT(chi_square, 2047 + 5 * 64);
  EXPECT_GT(chi_square, 2047 - 5 * 64);
}

TEST(ConsentChallenge, IsReadWithCommas) { EXPECT_EQ(challenge_text({"river", "seven"}), "river, seven"); }

}  // namespace
}  // namespace timbre::safety
