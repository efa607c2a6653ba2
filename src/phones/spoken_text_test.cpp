// Rung: definition, over lists written out by hand (tests/data/spoken_*.tsv); property, over hostile text.
#include "phones/spoken_text.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <utility>

#include "base/random.h"
#include "base/utf8.h"
#include "phones/german_text.h"
#include "text/spoken_form.h"

namespace timbre::phones {
namespace {

using Cases = std::vector<std::pair<std::string, std::string>>;

/// Lines "written TAB spoken"; none without the checkout.
Cases read_cases(const std::string& name) {
  Cases cases;
  const char* source = std::getenv("TIMBRE_SOURCE");
  if (source == nullptr) return cases;
  std::ifstream file(std::string(source) + "/tests/data/" + name);
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (tab != std::string::npos) cases.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  return cases;
}

/// With single spaces and none before a full stop.
std::string joined(const std::vector<text::SpokenToken>& tokens) {
  std::string out;
  for (const auto& token : tokens) {
    if (!token.spoken.empty()) out += (out.empty() ? "" : " ") + token.spoken;
  }
  for (auto at = out.find(" ."); at != std::string::npos; at = out.find(" .")) out.erase(at, 1);
  return out;
}

TEST(SpokenText, EnglishIsReadAsTheListSays) {
  if (std::getenv("TIMBRE_SOURCE") == nullptr) GTEST_SKIP() << "SKIPPED: set TIMBRE_SOURCE to the checkout";
  const Cases cases = read_cases("spoken_en.tsv");
  EXPECT_GE(cases.size(), 300U);
  for (const auto& [written, spoken] : cases) EXPECT_EQ(text::spoken_form(written), spoken) << written;
}

TEST(SpokenText, GermanIsReadAsTheListSays) {
  if (std::getenv("TIMBRE_SOURCE") == nullptr) GTEST_SKIP() << "SKIPPED: set TIMBRE_SOURCE to the checkout";
  const Cases cases = read_cases("spoken_de.tsv");
  EXPECT_GE(cases.size(), 40U);
  for (const auto& [written, spoken] : cases) EXPECT_EQ(joined(german_tokens(written)), spoken) << written;
}

TEST(SpokenText, MarksArePauses) {
  EXPECT_EQ(spoken_text("Well, yes – no; (maybe) \"so\"... Is it? It is!"), "Well, yes – no: maybe, so… Is it? It is!");
  EXPECT_EQ(spoken_text("Really?! Yes."), "Really? Yes.");
  EXPECT_EQ(spoken_text("It's well-known -- or not"), "It's well known – or not");
  EXPECT_EQ(spoken_text("One.\n\nTwo\nthree."), "One.\n\nTwo three.");
}

TEST(SpokenText, WordsAreTraced) {
  const std::string text = "Dr. Lee paid $5 😀 twice.";
  const auto words = spoken_words(text);
  ASSERT_EQ(words.size(), 6U);
  const auto written = [&](std::size_t i) { return text.substr(words[i].begin, words[i].end - words[i].begin); };
  EXPECT_EQ(written(0), "Dr.");
  EXPECT_EQ(words[3].text + " " + words[4].text, "five dollars");
  EXPECT_EQ(written(3), "$5");
  EXPECT_EQ(written(4), "$5");
  EXPECT_EQ(words[5].mark, kStop);
  EXPECT_TRUE(words[5].ends_paragraph);
}

TEST(SpokenText, OtherLanguagesKeepTheirNumbers) {
  EXPECT_EQ(spoken_text("Il a 3,5 % et 12:30.", "fr"), "Il a 3,5 % et 12:30.");
  EXPECT_EQ(spoken_text("¿Tiene 25 años?", "es"), "Tiene 25 años?");
  EXPECT_EQ(spoken_text("東京。「はい」", "ja"), "東京. はい");
}

TEST(SpokenText, NothingIsLostOfPlainWords) {
  SeededRandom random(17);
  for (int trial = 0; trial < 300; ++trial) {
    std::string text;
    std::size_t count = 0;
    for (std::uint64_t n = random.next() % 20; n > 0; --n, ++count) {
      std::string word;
      for (std::uint64_t length = 3 + random.next() % 8; length > 0; --length)
        word.push_back(static_cast<char>('a' + random.next() % 26));
      text += (text.empty() ? "" : " ") + word;
    }
    EXPECT_GE(spoken_words(text).size(), count) << text;
  }
}

/// Any bytes, languages and lengths: well-formed words of bounded length, ranges within the text, in order.
void expect_sound(const std::string& text, std::string_view language) {
  const std::size_t size = valid_utf8(text).size();
  std::size_t begin = 0;
  for (const SpokenWord& word : spoken_words(text, language)) {
    ASSERT_FALSE(word.text.empty());
    ASSERT_LE(word.text.size(), kLongestWordBytes);
    ASSERT_EQ(valid_utf8(word.text), word.text);
    ASSERT_LE(begin, word.begin);
    ASSERT_LT(word.begin, word.end);
    ASSERT_LE(word.end, size);
    if (language == "en") {
      ASSERT_EQ(word.text.find_first_of("0123456789"), std::string::npos) << text;
    }
    begin = word.begin;
  }
}

TEST(SpokenText, HostileTextIsOnlyText) {
  SeededRandom random(3);
  constexpr std::string_view kAlphabet =
      "0123456789$%.,:-/'# ampsXIV€stndthkNo°–“”\"()@=+&*_~^|\\<>½²\n\xff\xf0\x9f\x98\x80";
  for (int trial = 0; trial < 4000; ++trial) {
    std::string text;
    for (std::uint64_t length = random.next() % 30; length > 0; --length)
      text.push_back(kAlphabet[random.next() % kAlphabet.size()]);
    for (const char* language : {"en", "de", "fr"}) expect_sound(text, language);
  }
  for (int trial = 0; trial < 500; ++trial) {
    std::string text;
    for (std::uint64_t length = random.next() % 60; length > 0; --length)
      text.push_back(static_cast<char>(random.next() % 256));
    expect_sound(text, "en");
    expect_sound(text, "de");
  }
}

TEST(SpokenText, LongTextAndSymbolsAreNoTrouble) {
  for (const char* unit :
       {"a", "9", "$", "A", "1 ", "$5 ", "(", ".", "-", "€", "😀", "1/", "x@", "I. ", "I", "#a", "\n\n", "+1 "}) {
    std::string text;
    while (text.size() < 100'000) text += unit;
    expect_sound(text, "en");
  }
  EXPECT_TRUE(spoken_words("!?.,;: -- … «» ()").empty());
  EXPECT_TRUE(spoken_words("").empty());
  EXPECT_TRUE(spoken_words("😀 👍🏽").empty());
}

}  // namespace
}  // namespace timbre::phones
