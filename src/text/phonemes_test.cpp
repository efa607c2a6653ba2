// Rung: definition, over words spelt by hand; exact, for what is no word.
#include "text/phonemes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

namespace timbre::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string phones_of(std::string_view words, const std::string& language) {
  const auto ipa = ipa_phonemes(words, language);
  if (!ipa.ok()) return ipa.error().message;
  std::string joined;
  for (const auto& phone : nearest_cmu_phones(*ipa)) joined += (joined.empty() ? "" : " ") + phone;
  return joined;
}

TEST(IpaPhonemes, AreSplitAndBare) {
  EXPECT_THAT(ipa_phonemes("bottle", "en-us").value(), ElementsAre("b", "ɑ", "ɾ", "əl"));
  EXPECT_THAT(ipa_phonemes("choice", "en").value(), ElementsAre("tʃ", "ɔɪ", "s"));
  EXPECT_THAT(ipa_phonemes("Pferd", "de").value(), testing::Contains("pf"));
}

TEST(IpaPhonemes, ForeignWordsLeaveNoMarks) {
  const auto ipa = ipa_phonemes("le parking, le weekend", "fr");
  ASSERT_TRUE(ipa.ok());
  for (const auto& phoneme : *ipa) {
    EXPECT_EQ(phoneme.find_first_of("()-_"), std::string::npos) << phoneme;
  }
}

TEST(IpaPhonemes, OfNothingAreNone) {
  for (const char* text : {"", "   ", "\n", "!?"}) EXPECT_THAT(ipa_phonemes(text, "en").value(), IsEmpty()) << text;
}

TEST(IpaPhonemes, UnknownLanguagesAreNamed) {
  for (const char* language : {"xx-nowhere", "", "../../etc/passwd", "de\n"}) {
    const auto ipa = ipa_phonemes("word", language);
    ASSERT_FALSE(ipa.ok()) << language;
    EXPECT_EQ(ipa.error().kind, ErrorKind::NotFound);
  }
  EXPECT_TRUE(ipa_phonemes("word", "en").ok()) << "still works afterwards";
}

TEST(IpaPhonemes, HostileTextIsOnlyText) {
  EXPECT_TRUE(ipa_phonemes(std::string(100000, 'a'), "en").ok());
  EXPECT_TRUE(ipa_phonemes("\xff\xfe\x80 [[' ]] <speak> \x01", "en").ok());
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "straw, ";
  EXPECT_GT(ipa_phonemes(many, "en")->size(), 19000U);
}

TEST(IpaPhonemes, FromManyThreadsAndLanguages) {
  std::vector<std::thread> threads;
  std::vector<std::string> answers(8);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    threads.emplace_back([&answers, i] {
      for (int turn = 0; turn < 20; ++turn) answers[i] = phones_of("Kaffee", i % 2 == 0 ? "de" : "it");
    });
  }
  for (auto& thread : threads) thread.join();
  for (std::size_t i = 2; i < answers.size(); ++i) EXPECT_EQ(answers[i], answers[i % 2]);
  EXPECT_NE(answers[0], "");
}

struct Spelt {
  const char* word;
  const char* phones;
};

class English : public testing::TestWithParam<Spelt> {};
TEST_P(English, IsAsTheDictionaryWritesIt) { EXPECT_EQ(phones_of(GetParam().word, "en"), GetParam().phones); }
INSTANTIATE_TEST_SUITE_P(Words, English,
                         testing::Values(Spelt{"father", "F AA DH ER"}, Spelt{"cat", "K AE T"}, Spelt{"cut", "K AH T"},
                                         Spelt{"law", "L AO"}, Spelt{"house", "HH AW S"}, Spelt{"time", "T AY M"},
                                         Spelt{"cheese", "CH IY Z"}, Spelt{"this", "DH IH S"}, Spelt{"bird", "B ER D"},
                                         Spelt{"better", "B EH T ER"}, Spelt{"bottle", "B AA T AH L"},
                                         Spelt{"button", "B AH T AH N"}, Spelt{"roses", "R OW Z IH Z"},
                                         Spelt{"judge", "JH AH JH"}, Spelt{"singing", "S IH NG IH NG"},
                                         Spelt{"horse", "HH AO R S"}, Spelt{"story", "S T AO R IY"},
                                         Spelt{"boy", "B OY"}, Spelt{"shoe", "SH UW"}, Spelt{"thin", "TH IH N"},
                                         Spelt{"book", "B UH K"}, Spelt{"vision", "V IH ZH AH N"},
                                         Spelt{"yellow", "Y EH L OW"}, Spelt{"away", "AH W EY"},
                                         Spelt{"party", "P AA R T IY"}, Spelt{"fire", "F AY ER"}));

class Other : public testing::TestWithParam<std::pair<const char*, Spelt>> {};
TEST_P(Other, IsNearEnglish) {
  EXPECT_EQ(phones_of(GetParam().second.word, GetParam().first), GetParam().second.phones);
}
INSTANTIATE_TEST_SUITE_P(
    Words, Other,
    testing::Values(std::pair{"de", Spelt{"ich", "IH SH"}}, std::pair{"de", Spelt{"Buch", "B UW HH"}},
                    std::pair{"de", Spelt{"schön", "SH UH N"}}, std::pair{"de", Spelt{"Zeit", "T S AY T"}},
                    std::pair{"fr", Spelt{"bon", "B OW N"}}, std::pair{"fr", Spelt{"rue", "R UW"}},
                    std::pair{"fr", Spelt{"agneau", "AA N Y OW"}}, std::pair{"it", Spelt{"figlio", "F IY L Y OW"}},
                    std::pair{"it", Spelt{"pizza", "P IY T S AA"}}, std::pair{"es", Spelt{"niño", "N IY N Y OW"}},
                    std::pair{"es", Spelt{"chico", "CH IY K OW"}}, std::pair{"pt", Spelt{"filho", "F IY L Y UH"}}));

TEST(NearestCmuPhones, KnowsEverySymbolOfTheLanguagesNamed) {
  const char* const symbols =
      "a ã aɪ aʊ b d dz dʒ e ẽ eɪ eʊ f h i ĩ j k l m n o õ oɪ p pf r s t ts tʃ u ũ v w x y z æ ç ð ø ŋ œ œ̃ ɐ ɐ̃ ɐ̃ʊ̃ ɑ ɑ̃ "
      "ɔ ɔ̃ ɔɪ ɔø ə ɚ ɛ ɛ̃ ɛʊ ɜ ɡ ɣ ɥ ɨ ɪ ɲ ɹ ɾ ʁ ʃ ʊ ʎ ʏ ʒ ʔ ʝ ʌ β θ ᵻ";
  std::string_view rest = symbols;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(' '), rest.size());
    const std::string symbol(rest.substr(0, end));
    EXPECT_FALSE(nearest_cmu_phones({symbol}).empty()) << symbol;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  EXPECT_THAT(nearest_cmu_phones({"☃", "\xff", ""}), IsEmpty());
}

}  // namespace
}  // namespace timbre::text
