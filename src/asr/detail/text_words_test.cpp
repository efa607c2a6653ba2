// Rung: property. Figures are one word with the sounds of what readers say for them.
#include "asr/detail/text_words.h"

#include <filesystem>

#include "gtest/gtest.h"

#include "asr/pocketsphinx_model.h"
#include "base/file_system.h"

namespace timbre::asr::detail {
namespace {

class TextWordsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto files = find_pocketsphinx_model();
    if (!files.ok()) GTEST_SKIP() << "pocketsphinx-en-us is not installed";
    PosixFileSystem disk;
    auto model = SenoneModel::load(files->acoustic, disk);
    ASSERT_TRUE(model.ok());
    model_ = std::move(model).value();
  }

  std::vector<TextWord> words(const std::string& text) {
    const auto found = text_words(text, "en", model_);
    EXPECT_TRUE(found.ok()) << text;
    return found.ok() ? *found : std::vector<TextWord>();
  }

  /// The usual sounds of all words.
  Phones sounds(const std::string& text) {
    Phones all;
    for (const auto& word : words(text)) all.insert(all.end(), word.ways.front().begin(), word.ways.front().end());
    return all;
  }

  SenoneModel model_;
};

TEST_F(TextWordsTest, FiguresSoundAsTheyAreSaid) {
  EXPECT_EQ(sounds("87 of them"), sounds("eighty-seven of them"));
  EXPECT_EQ(sounds("about 1455,"), sounds("about fourteen fifty-five"));
  EXPECT_EQ(sounds("It cost $5 million."), sounds("It cost five million dollars"));
}

TEST_F(TextWordsTest, FiguresStayOneWordAsWritten) {
  const auto found = words("In (1455), 87 men");
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[1].text, "1455");
  EXPECT_EQ(found[2].text, "87");
}

TEST_F(TextWordsTest, WordsWithoutSoundsAreLeftOut) {
  EXPECT_EQ(words("one – two …").size(), 2U);
  EXPECT_FALSE(text_words("… !", "en", model_).ok());
}

TEST_F(TextWordsTest, TooManyWordsAreRefused) {
  std::string text;
  for (int i = 0; i < 10001; ++i) text += "a ";
  const auto refused = text_words(text, "en", model_);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::InvalidInput);
}

TEST_F(TextWordsTest, CommonWordsAreEnglish) {
  const auto english = common_words("en", model_);
  ASSERT_TRUE(english.ok());
  EXPECT_GT(english->size(), 5U);
  const auto german = common_words("de", model_);
  ASSERT_TRUE(german.ok());
  EXPECT_TRUE(german->empty());
}

}  // namespace
}  // namespace timbre::asr::detail
