// Rung: exact, for what espeak-ng's answers mean; definition, over phrases shared out by hand.
#include "phones/word_phonemes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace timbre::phones {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> ipa_of(std::string_view text, const std::string& language = "en") {
  const auto words = spoken_words(text, language);
  const auto phonemes = word_phonemes(words, language);
  if (!phonemes.ok()) return {phonemes.error().message};
  std::vector<std::string> out;
  for (const WordPhonemes& word : *phonemes) {
    out.emplace_back();
    for (const std::string& phoneme : word) out.back() += phoneme;
  }
  return out;
}

TEST(Chunks, AreWordsAndPhonemes) {
  EXPECT_THAT(chunks_of("ð_ɪ_ ɐ t_ˈiː__\n"),
              ElementsAre(WordPhonemes{"ð", "ɪ"}, WordPhonemes{"ɐ"}, WordPhonemes{"t", "ˈiː"}));
  EXPECT_THAT(chunks_of("(en)w_iː(de) k"), ElementsAre(WordPhonemes{"w", "iː"}, WordPhonemes{"k"}));
  EXPECT_THAT(chunks_of(""), IsEmpty());
  EXPECT_THAT(chunks_of(" _ \n(xx"), IsEmpty());
}

TEST(ShareOut, GivesJoinedWordsTheirOwn) {
  const std::vector<WordPhonemes> said = {{"w", "ˈʌ", "n"}, {"ʌ", "v", "ð", "ə"}, {"m", "ˈoʊ", "s", "t"}};
  const std::vector<WordPhonemes> alone = {{"w", "ˈʌ", "n"}, {"ʌ", "v"}, {"ð", "ə"}, {"m", "ˈoʊ", "s", "t"}};
  EXPECT_EQ(share_out(said, alone), alone);
}

TEST(ShareOut, KeepsWhatThePhraseSays) {
  const std::vector<WordPhonemes> said = {{"k", "ˌʊ", "d", "ɐ", "v"}, {"b", "ˌɪ", "n"}};
  const std::vector<WordPhonemes> alone = {{"k", "ˈʊ", "d"}, {"h", "ˈæ", "v"}, {"b", "ˈɪ", "n"}};
  const std::vector<WordPhonemes> shares = share_out(said, alone);
  EXPECT_THAT(shares, ElementsAre(WordPhonemes{"k", "ˌʊ", "d"}, WordPhonemes{"ɐ", "v"}, WordPhonemes{"b", "ˌɪ", "n"}));
}

TEST(ShareOut, LosesNoSound) {
  const std::vector<WordPhonemes> said = {{"a", "b", "c"}, {"d"}, {"e", "f"}};
  std::size_t count = 0;
  for (const auto& share : share_out(said, {{}, {"x"}})) count += share.size();
  EXPECT_EQ(count, 6U);
}

TEST(WordPhonemes, WeakFormsAreOfThePhrase) {
  EXPECT_THAT(ipa_of("one of the most"), ElementsAre("wˈʌn", "ʌv", "ðə", "mˈoʊst"));
  EXPECT_THAT(ipa_of("the apple"), ElementsAre("ðɪ", "ˈæpəl"));
}

TEST(WordPhonemes, TheLetterIsNotTheArticle) {
  EXPECT_THAT(ipa_of("AT&T has a man"), ElementsAre("ˈeɪ", "tˈiː", "ænd", "tˈiː", "hɐz", "ɐ", "mˈæn"));
  EXPECT_EQ(ipa_of("at 9 a.m. today").at(2), "ˈeɪ");
}

TEST(WordPhonemes, NumbersOfOtherLanguagesAreOneWord) {
  EXPECT_EQ(ipa_of("Es sind 1984 Tage", "de").size(), 4U);
  EXPECT_EQ(ipa_of("El perro tiene 25 años.", "es").size(), 5U);
  EXPECT_EQ(ipa_of("Il a 92 ans et 3,5 %.", "fr").at(2), "katʁəvɛ̃dˈuz");
}

TEST(WordPhonemes, AWordOfCapitalsIsAWord) { EXPECT_EQ(ipa_of("NASA").at(0), ipa_of("nasa").at(0)); }

TEST(WordPhonemes, UnknownLanguagesAreNamed) {
  const auto words = spoken_words("a word", "xx");
  const auto phonemes = word_phonemes(words, "xx-nowhere");
  ASSERT_FALSE(phonemes.ok());
  EXPECT_EQ(phonemes.error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace timbre::phones
