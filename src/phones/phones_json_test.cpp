// Rung: exact.
#include "phones/phones_json.h"

#include <gtest/gtest.h>

namespace timbre::phones {
namespace {

TEST(PhonesJson, HasWordsAndPhones) {
  const auto text = phones_of_text("Hello, $2.");
  ASSERT_TRUE(text.ok());
  const Json json = to_json(*text);
  EXPECT_EQ(json["inventory"], "1");
  EXPECT_EQ(json["language"], "en");
  ASSERT_EQ(json["words"].size(), 3U);
  EXPECT_EQ(json["words"][0]["arpabet"], Json({"HH", "AH0", "L", "OW1"}));
  EXPECT_EQ(json["words"][1]["begin"], 7);
  EXPECT_EQ(json["words"][2]["end"], 10);
  EXPECT_EQ(json["phones"][0], (Json{{"id", 32},
                                     {"ipa", "h"},
                                     {"after", "none"},
                                     {"stress", "none"},
                                     {"word", 0},
                                     {"syllable", 0},
                                     {"part", "onset"},
                                     {"in_word", "first"},
                                     {"word_in_phrase", "only"}}));
  EXPECT_EQ(json["phones"][4], (Json{{"id", 3}, {"ipa", ","}, {"after", "phrase"}}));
}

TEST(PhonesJson, IsShownBySentence) {
  EXPECT_EQ(shown(phones_of_text("Hello, world. Go!").value()), "hə.ˈloʊ , ˈwɝld .\nˈɡoʊ !\n");
  EXPECT_EQ(shown(PhonedText{}), "");
}

}  // namespace
}  // namespace timbre::phones
