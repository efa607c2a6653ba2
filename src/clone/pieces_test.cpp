// Definition: where a text is cut, and what follows each piece. Property: nothing is lost, nothing is too long.
#include "clone/pieces.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/random.h"
#include "clone/speakable_text.h"
#include "text/code_points.h"

namespace timbre::clone {
namespace {

using Pieces = std::vector<Piece>;

std::string many(const std::string& word, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += (i == 0 ? "" : " ") + word;
  return text;
}

TEST(Pieces, AShortTextIsOne) {
  EXPECT_EQ(cut_into_pieces("Hello. How are you?", "en", 400).value(),
            (Pieces{{"Hello. How are you?", PieceEnd::Text}}));
  EXPECT_EQ(cut_into_pieces("\n Hello \n", "en", 400).value(), (Pieces{{"Hello", PieceEnd::Text}}));
}

TEST(Pieces, ALineWithoutAStopGetsOneWhereItIsJoined) {
  EXPECT_EQ(cut_into_pieces("Kind regards\nAnn Smith", "en", 400).value(),
            (Pieces{{"Kind regards. Ann Smith", PieceEnd::Text}}));
  EXPECT_EQ(cut_into_pieces("Is it?\nIt is", "en", 400).value(), (Pieces{{"Is it? It is", PieceEnd::Text}}));
}

TEST(Pieces, ParagraphsAreParted) {
  EXPECT_EQ(cut_into_pieces("One is here.\n\nTwo is there. Three.\n\nFour!", "en", 400).value(),
            (Pieces{{"One is here.", PieceEnd::Paragraph},
                    {"Two is there. Three.", PieceEnd::Paragraph},
                    {"Four!", PieceEnd::Text}}));
}

TEST(Pieces, SentencesAreJoinedUpToAGoodLengthAndTheFirstIsShort) {
  const std::string sentence = "This is a sentence of which there are many in this text.";
  const auto pieces = cut_into_pieces(many(sentence, 8), "en", 400).value();
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_EQ(pieces[0].text, sentence);
  EXPECT_EQ(pieces[1].text, many(sentence, 4));
  EXPECT_EQ(pieces[1].end, PieceEnd::Sentence);
  EXPECT_EQ(pieces[2].text, many(sentence, 3));
  EXPECT_EQ(pieces[2].end, PieceEnd::Text);
}

TEST(Pieces, AShortFirstSentenceTakesTheNext) {
  const auto pieces =
      cut_into_pieces("Yes. " + many("It is the one that we have been looking for all day.", 6), "en", 400);
  EXPECT_EQ(pieces.value().front().text, "Yes. It is the one that we have been looking for all day.");
}

TEST(Pieces, ALongSentenceIsCutAtItsMarks) {
  const std::string text =
      "We looked for it in the house, in the garden and in the street; nobody had seen it there, nobody had heard of "
      "it, and in the end we went home.";
  EXPECT_EQ(
      cut_into_pieces(text, "en", 90).value(),
      (Pieces{{"We looked for it in the house, in the garden and in the street;", PieceEnd::Clause},
              {"nobody had seen it there, nobody had heard of it, and in the end we went home.", PieceEnd::Text}}));
}

TEST(Pieces, WithoutMarksBetweenWordsAndWithoutWordsAnywhere) {
  const auto words = cut_into_pieces(many("seven", 30), "en", 50).value();
  ASSERT_GE(words.size(), 4U);
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(words[i].text.size() % 6, 5U) << words[i].text;
    EXPECT_EQ(words[i].end, i + 1 < words.size() ? PieceEnd::Word : PieceEnd::Text);
  }
  const auto letters = cut_into_pieces(std::string(100, 'a'), "en", 40).value();
  ASSERT_EQ(letters.size(), 3U);
}

TEST(Pieces, ACutNeverPartsANumber) {
  const auto pieces = cut_into_pieces(many("about 1,234,567.89 things", 20), "en", 60).value();
  for (const Piece& piece : pieces) {
    EXPECT_FALSE(piece.text.ends_with("1,") || piece.text.ends_with("234,")) << piece.text;
    EXPECT_FALSE(piece.text.starts_with("234") || piece.text.starts_with("567")) << piece.text;
  }
}

TEST(Pieces, ChineseIsCutAtItsMarksAndCountsThreefold) {
  std::string text;
  for (int i = 0; i < 12; ++i) text += "今天的天气很好，我们去公园散步。";
  const auto pieces = cut_into_pieces(text, "zh", 400).value();
  ASSERT_EQ(pieces.size(), 4U) << "one, five, five and one of twelve sentences";
  for (const Piece& piece : pieces) EXPECT_TRUE(piece.text.ends_with("。")) << piece.text;
  const auto cut =
      cut_into_pieces("今天的天气很好，我们去公园散步吧，然后回家吃饭，再看一会儿书就睡觉", "zh", 20).value();
  ASSERT_EQ(cut.size(), 2U);
  EXPECT_TRUE(cut[0].text.ends_with("，"));
  EXPECT_EQ(cut[0].end, PieceEnd::Clause);
}

TEST(Pieces, MarksAloneAreNoPiece) {
  EXPECT_EQ(cut_into_pieces("One is here.\n\n***\n\nTwo is there.", "en", 400).value(),
            (Pieces{{"One is here.", PieceEnd::Paragraph}, {"Two is there.", PieceEnd::Text}}));
}

TEST(Pieces, WhatCannotBeSaidIsRefused) {
  for (const char* text : {"", "   ", "?!", "😀", "\xff"}) EXPECT_FALSE(cut_into_pieces(text, "en", 400).ok()) << text;
}

/// Letters and digits of a text, in order.
std::u32string words_of(const std::string& text) {
  std::u32string out;
  for (const char32_t c : text::code_points(text)) {
    if (text::is_word_character(c)) out.push_back(c);
  }
  return out;
}

TEST(Pieces, LoseNoWordAndKeepTheLimit) {
  const std::string_view alphabet[] = {
      "word", "Then", "Dr.", "a",  ".",  "! ", "? ", ", ",    "; ",   " ", "\n\n",         "\n", "5",
      "😀",    "”",    "“",   "好", "。", "，", "é",  "1,000", "e.g.", "—", "Unbelievably", " "};
  SeededRandom random(31);
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    for (std::uint64_t n = 1 + random.next() % 120; n > 0; --n) text += alphabet[random.next() % std::size(alphabet)];
    const std::size_t limit = 20 + random.next() % 100;
    const auto pieces = cut_into_pieces(text, "en", limit);
    if (!pieces.ok()) continue;
    std::u32string all;
    for (const Piece& piece : *pieces) {
      EXPECT_LE(count_characters(piece.text), limit);
      EXPECT_FALSE(words_of(piece.text).empty());
      EXPECT_EQ(piece.end == PieceEnd::Text, &piece == &pieces->back());
      all += words_of(piece.text);
    }
    EXPECT_EQ(all, words_of(text));
    EXPECT_EQ(cut_into_pieces(text, "en", limit).value(), *pieces);
  }
}

TEST(Pieces, AnEditLeavesOtherParagraphsAsTheyWere) {
  const std::string sentence = "This is a sentence of which there are many in this text.";
  const std::string before = many(sentence, 5) + "\n\n" + many(sentence, 7) + "\n\n" + many(sentence, 3);
  const std::string after = many(sentence, 5) + "\n\nNew. " + many(sentence, 6) + "\n\n" + many(sentence, 3);
  const auto a = cut_into_pieces(before, "en", 400).value();
  const auto b = cut_into_pieces(after, "en", 400).value();
  EXPECT_EQ(a.front(), b.front());
  EXPECT_EQ(a[1], b[1]);
  EXPECT_EQ(a.back(), b.back());
}

}  // namespace
}  // namespace timbre::clone
