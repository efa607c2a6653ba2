// Rung: oracle (jiwer's own test cases, committed here and in the test data), property (bounds).
#include "eval/word_errors.h"

#include <fstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"

#include "base/json.h"
#include "base/testing/test_data.h"

namespace timbre::eval {
namespace {

TEST(WordErrors, AreJiwers) {
  const auto moved = word_errors("am i good i", "i good i am");
  ASSERT_TRUE(moved.ok());
  EXPECT_DOUBLE_EQ(moved->error_rate(), 0.5);
  EXPECT_DOUBLE_EQ(moved->match_error_rate(), 0.4);
  EXPECT_DOUBLE_EQ(moved->information_lost(), 0.4375);
  EXPECT_DOUBLE_EQ(word_errors("X", "X X Y Y")->error_rate(), 3.0);
  EXPECT_DOUBLE_EQ(character_errors("X Y X", "X Z")->error_rate(), 0.6);
  EXPECT_DOUBLE_EQ(word_errors("  a\tb ", "a b")->error_rate(), 0.0);
  EXPECT_DOUBLE_EQ(character_errors("ü", "u")->error_rate(), 1.0);
  EXPECT_FALSE(word_errors("  ", "x").ok());
}

TEST(WordErrors, EqualThePublishedCases) {
  TIMBRE_TEST_DATA(path, "metrics/text/text_and_log_vectors.json");
  std::ifstream file(path);
  const Json vectors = Json::parse(file);
  for (const auto& c : vectors["wer_contiguous"]["cases"]) {
    const auto errors = word_errors(c[0].get<std::string>(), c[1].get<std::string>());
    ASSERT_TRUE(errors.ok());
    EXPECT_NEAR(errors->error_rate(), c[2].get<double>(), 1e-15) << c.dump();
    EXPECT_NEAR(errors->match_error_rate(), c[3].get<double>(), 1e-15) << c.dump();
    EXPECT_NEAR(errors->information_lost(), c[4].get<double>(), 1e-15) << c.dump();
  }
  for (const auto& c : vectors["cer"]["cases"]) {
    const auto errors = character_errors(c[0].get<std::string>(), c[1].get<std::string>());
    EXPECT_NEAR(errors->error_rate(), c[2].get<double>(), 1e-15) << c.dump();
  }
}

}  // namespace
}  // namespace timbre::eval
