// Rung: definition, over words transcribed by hand; property, for structure, threads and hostile text.
#include "phones/text_phones.h"

#include <gtest/gtest.h>
#include <thread>

#include "base/random.h"
#include "phones/phone_labels.h"

namespace timbre::phones {
namespace {

PhonedText phoned(std::string_view text, TextPhonesOptions options = {}) {
  const auto phones = phones_of_text(text, options);
  EXPECT_TRUE(phones.ok()) << phones.error().message;
  return phones.ok() ? *phones : PhonedText{};
}

/// Sounds in ARPAbet and marks, words parted by bars.
std::string shown(const PhonedText& text) {
  std::string out;
  std::size_t word = kNoWord;
  for (const Phone& phone : text.phones) {
    const bool is_new = phone.word != word && phone.word != kNoWord && word != kNoWord;
    if (phone.word != kNoWord) word = phone.word;
    out += std::string(out.empty() ? "" : is_new ? " | " : " ");
    const StressedPhone sound{phone.id, phone.part == SyllablePart::Nucleus ? phone.stress : Stress::None};
    out += is_sound(phone.id) ? arpabet_of(sound) : std::string(find_phone(phone.id)->ipa);
  }
  return out;
}

struct Transcribed {
  const char* text;
  const char* phones;
};
class WordPhones : public testing::TestWithParam<Transcribed> {};
TEST_P(WordPhones, AreThoseOfTheDictionary) { EXPECT_EQ(shown(phoned(GetParam().text)), GetParam().phones); }
INSTANTIATE_TEST_SUITE_P(
    Words, WordPhones,
    testing::Values(Transcribed{"hello", "HH AH0 L OW1 ."}, Transcribed{"city", "S IH1 T IY0 ."},
                    Transcribed{"button", "B AH1 T AH0 N ."}, Transcribed{"choice", "CH OY1 S ."},
                    Transcribed{"judge", "JH AH1 JH ."}, Transcribed{"breathe", "B R IY1 DH ."},
                    Transcribed{"nurse", "N ER1 S ."}, Transcribed{"start", "S T AA1 R T ."},
                    Transcribed{"north", "N AO1 R TH ."}, Transcribed{"force", "F AO1 R S ."},
                    Transcribed{"measure", "M EH1 ZH ER0 ."}, Transcribed{"singing", "S IH1 NG IH0 NG ."},
                    Transcribed{"queue", "K Y UW1 ."}, Transcribed{"foot", "F UH1 T ."},
                    Transcribed{"goose", "G UW1 S ."}, Transcribed{"mouth", "M AW1 TH ."},
                    Transcribed{"face price goat", "F EY1 S | P R AY1 S | G OW1 T ."},
                    Transcribed{"yes, where?", "Y EH1 S , | W EH1 R ?"}, Transcribed{"NASA", "N AE1 S AH0 ."},
                    Transcribed{"BBC", "B IY1 | B IY1 | S IY1 ."}, Transcribed{"A-frame", "EY1 | F R EY1 M ."},
                    Transcribed{"a frame", "AH0 | F R EY1 M ."}, Transcribed{"$2", "T UW1 | D AA1 L ER0 Z ."}));

TEST(TextPhones, MarksParagraphsAndBoundaries) {
  const PhonedText text = phoned("Yes, I see. Go!\n\nNow");
  EXPECT_EQ(shown(text), "Y EH1 S , | AY0 | S IY1 . | G OW1 ! ¶ | N AW1 .");
  EXPECT_EQ(text.phones[0].after, Boundary::None);
  EXPECT_EQ(text.phones[2].after, Boundary::Phrase);
  EXPECT_EQ(text.phones[4].after, Boundary::Word);
  EXPECT_EQ(text.phones[6].after, Boundary::Sentence);
  EXPECT_EQ(text.phones[9].after, Boundary::Paragraph);
  EXPECT_EQ(text.phones.back().after, Boundary::Paragraph);
  TextPhonesOptions open;
  open.ends_sentence = false;
  EXPECT_EQ(shown(phoned("so it", open)).back(), 'T');
  EXPECT_TRUE(phoned("").phones.empty());
  EXPECT_TRUE(phoned("?! ...").phones.empty());
}

TEST(TextPhones, PlacesInSyllableWordAndPhrase) {
  const PhonedText text = phoned("A wonder of nature");
  const auto& wonder = text.words.at(1);
  const Phone& w = text.phones.at(wonder.first_phone);
  EXPECT_EQ(w.part, SyllablePart::Onset);
  EXPECT_EQ(w.stress, Stress::Primary);
  EXPECT_EQ(w.in_word, Position::First);
  EXPECT_EQ(w.word_in_phrase, Position::Inside);
  const Phone& last = text.phones.at(wonder.first_phone + wonder.phone_count - 1);
  EXPECT_EQ(last.syllable, 1U);
  EXPECT_EQ(last.stress, Stress::None);
  EXPECT_EQ(last.after, Boundary::Word);
  EXPECT_EQ(text.phones.front().word_in_phrase, Position::First);
}

TEST(TextPhones, OtherLanguagesHavePhonesOfTheInventory) {
  for (const auto& [language, text] : {std::pair{"de", "Zwölf Boxkämpfer jagen 3,50 € quer über den Deich."},
                                       std::pair{"fr", "Voix ambiguë d'un cœur qui préfère 80 jattes."},
                                       std::pair{"es", "El pingüino Wenceslao hizo 25 kilómetros."}}) {
    TextPhonesOptions options;
    options.language = language;
    const PhonedText phones = phoned(text, options);
    EXPECT_GT(phones.phones.size(), 30U) << language;
    for (const PhonedWord& word : phones.words) EXPECT_GT(word.phone_count, 0U) << language << " " << word.text;
  }
}

void expect_whole(const PhonedText& text) {
  std::size_t sounds = 0;
  for (const Phone& phone : text.phones) {
    ASSERT_NE(find_phone(phone.id), nullptr);
    ASSERT_TRUE(phone.word == kNoWord ? is_mark(phone.id) : is_sound(phone.id) && phone.word < text.words.size());
    sounds += phone.word != kNoWord ? 1 : 0;
  }
  std::size_t counted = 0;
  for (std::size_t w = 0; w < text.words.size(); ++w) {
    counted += text.words[w].phone_count;
    for (std::size_t i = 0; i < text.words[w].phone_count; ++i)
      ASSERT_EQ(text.phones.at(text.words[w].first_phone + i).word, w);
  }
  ASSERT_EQ(counted, sounds);
}

TEST(TextPhones, HostileTextIsOnlyText) {
  SeededRandom random(23);
  for (int trial = 0; trial < 60; ++trial) {
    std::string text;
    for (std::uint64_t length = random.next() % 80; length > 0; --length)
      text.push_back(static_cast<char>(random.next() % 256));
    expect_whole(phoned(text));
  }
  expect_whole(phoned("[[' ]] <speak> \x01 {{x}} \\[[a]] |||"));
  expect_whole(phoned(std::string(20'000, 'a')));
  expect_whole(phoned("Привет, мир. 東京 مرحبا"));
}

TEST(TextPhones, ALongTextIsItsParts) {
  std::string text;
  std::string expected;
  const std::string one = shown(phoned("The quick brown fox jumps over the lazy dog."));
  for (int i = 0; i < 200; ++i) text += "The quick brown fox jumps over the lazy dog. ";
  const PhonedText phones = phoned(text);
  EXPECT_EQ(phones.words.size(), 1800U);
  expect_whole(phones);
  EXPECT_EQ(shown(phones).substr(0, one.size()), one);
}

TEST(TextPhones, WhatWasSaidBeforeChangesNothing) {
  const std::string text = "Read the third book; the apple was hers.";
  const PhonedText expected = phoned(text);
  SeededRandom random(23);
  for (int trial = 0; trial < 60; ++trial) {  // espeak-ng stays in another language after some of these
    std::string other;
    for (std::uint64_t length = random.next() % 80; length > 0; --length)
      other.push_back(static_cast<char>(random.next() % 256));
    (void)phones_of_text(other);
    ASSERT_EQ(phoned(text), expected) << trial;
  }
}

TEST(TextPhones, TheSameOnEveryThread) {
  const std::string text = "Dr. Lee read the 3 books in 1984; the apple was hers, could it have been?";
  const PhonedText expected = phoned(text);
  std::vector<std::thread> threads;
  std::vector<PhonedText> answers(8);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    threads.emplace_back([&, i] {
      TextPhonesOptions german;
      german.language = "de";
      for (int k = 0; k < 5; ++k) {
        (void)phones_of_text("Guten Tag, 12 Häuser", german);
        answers[i] = phones_of_text(text).value();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const PhonedText& answer : answers) EXPECT_EQ(answer, expected);
}

TEST(TextPhones, BritishIsKnown) {
  TextPhonesOptions options;
  options.language = "en-gb";
  EXPECT_EQ(shown(phoned("hot goat", options)), "HH AA1 T | G OW1 T .");
}

TEST(TextPhones, UnknownLanguagesAreNamed) {
  TextPhonesOptions options;
  options.language = "tlh-x";
  const auto phones = phones_of_text("word", options);
  ASSERT_FALSE(phones.ok());
  EXPECT_EQ(phones.error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace timbre::phones
