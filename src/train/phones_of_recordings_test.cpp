// Rung: definition (hand-made alignments, and what the header says becomes of their gaps, marks and doubtful words).
#include "train/phones_of_recordings.h"

#include <gmock/gmock.h>

#include "phones/text_phones.h"

namespace timbre::train {
namespace {

using namespace phones;

/// A word from `start_s` on, each phone of an eighth of a second.
SpokenWord word(const std::string& text, double start_s, const std::vector<std::string>& names,
                double confidence = 1.0) {
  SpokenWord spoken{text, {}, confidence};
  for (const auto& name : names) {
    spoken.phones.push_back({name, {start_s, start_s + 0.125}});
    start_s += 0.125;
  }
  return spoken;
}

eval::Utterance recording(const std::string& text, double duration_s) {
  eval::Utterance utterance;
  utterance.file = "a.wav";
  utterance.duration_s = duration_s;
  utterance.text = text;
  return utterance;
}

TimedCorpus corpus_of(const eval::Utterance& utterance, std::vector<SpokenWord> words) {
  const auto corpus = phones_of_recordings({utterance}, {{"a.wav", 0.75, std::move(words)}});
  EXPECT_TRUE(corpus.ok()) << corpus.error().message;
  return corpus.ok() ? *corpus : TimedCorpus{};
}

/// Sounds and marks with their times in thousandths; "*" behind what is doubtful.
std::vector<std::string> shown(const TimedCorpus& corpus) {
  std::vector<std::string> rows;
  if (corpus.utterances.empty()) return rows;
  for (const TimedPhone& timed : corpus.utterances.front().phones) {
    rows.push_back(std::string(find_phone(timed.phone.id)->ipa) + ' ' +
                   std::to_string(std::lround(timed.start_s * 1e3)) + ' ' +
                   std::to_string(std::lround(timed.end_s * 1e3)) + (timed.is_doubtful ? "*" : ""));
  }
  return rows;
}

using testing::ElementsAre;

TEST(PhonesOfRecordings, GapsAreTheMarksThatStandThereOrSilence) {
  const auto corpus = corpus_of(
      recording("YES, SHE SEES", 2.5),
      {word("YES", 0.25, {"Y", "EH", "S"}), word("SHE", 0.75, {"SH", "IY"}), word("SEES", 1.5, {"S", "IY", "Z"})});
  EXPECT_THAT(shown(corpus),
              ElementsAre("sil 0 250", "j 250 375", "ɛ 375 500", "s 500 625", ", 625 750", "ʃ 750 875", "i 875 1000",
                          "sil 1000 1500", "s 1500 1625", "i 1625 1750", "z 1750 1875", ". 1875 2500"));
  EXPECT_EQ(corpus.utterances.front().file, "a.wav");
  EXPECT_EQ(corpus.utterances.front().confidence, 0.75);
}

TEST(PhonesOfRecordings, AShortGapBelongsToThePhoneBeforeIt) {
  const auto corpus =
      corpus_of(recording("yes, she", 0.65), {word("yes", 0.0, {"Y", "EH", "S"}), word("she", 0.39, {"SH", "IY"})});
  EXPECT_THAT(shown(corpus),
              ElementsAre("j 0 125", "ɛ 125 250", "s 250 390", ", 390 390", "ʃ 390 515", "i 515 650", ". 650 650"));
}

TEST(PhonesOfRecordings, ArePhonesOfTheTextInSmallLettersWithStressAndBoundaries) {
  const std::vector<SpokenWord> words{word("TWENTY-TWO", 0.1, {"T", "W", "EH", "N", "IY", "T", "UW"}),
                                      word("WINDOWS", 1.0, {"W", "IH", "N", "D", "OW", "Z"})};
  const auto corpus = corpus_of(recording("TWENTY-TWO; WINDOWS!", 2.0), words);
  ASSERT_EQ(corpus.utterances.size(), 1U);
  const auto expected = phones_of_text("twenty-two; windows!");
  ASSERT_TRUE(expected.ok());
  auto timed = corpus.utterances.front().phones;
  ASSERT_EQ(timed.front().phone.id, kSilence);
  timed.erase(timed.begin());
  ASSERT_EQ(timed.size(), expected->phones.size());
  for (std::size_t i = 0; i < timed.size(); ++i) {
    EXPECT_EQ(timed[i].phone.id, expected->phones[i].id) << i;
    EXPECT_EQ(timed[i].phone.stress, expected->phones[i].stress) << i;
    EXPECT_EQ(timed[i].phone.after, expected->phones[i].after) << i;
  }
}

TEST(PhonesOfRecordings, LeavesOutWhatHasOtherWords) {
  for (const auto& words :
       {std::vector{word("yes", 0.0, {"Y", "EH", "S"})},
        std::vector{word("yes", 0.0, {"Y", "EH", "S"}), word("he", 0.5, {"HH", "IY"})},
        std::vector{word("yes", 0.0, {"Y", "EH", "S"}), word("she", 0.5, {})}, std::vector<SpokenWord>{}}) {
    const auto corpus = corpus_of(recording("yes she", 1.0), words);
    EXPECT_TRUE(corpus.utterances.empty());
    EXPECT_EQ(corpus.differing_count, 1U);
  }
}

TEST(PhonesOfRecordings, DoubtsWordsThatWereHeardUnsurely) {
  eval::Utterance heard = recording("yes she sees", 1.5);
  const std::vector<SpokenWord> words{word("yes", 0.125, {"Y", "EH", "S"}), word("she", 0.5, {"SH", "IY"}),
                                      word("sees", 1.0, {"S", "IY", "Z"})};
  heard.word_confidences = {0.9, 0.9, kLeastHeardConfidence - 0.01};
  const auto corpus = corpus_of(heard, words);
  EXPECT_THAT(shown(corpus),
              ElementsAre("sil 0 125", "j 125 250", "ɛ 250 375", "s 375 500", "ʃ 500 625", "i 625 750", "sil 750 1000*",
                          "s 1000 1125*", "i 1125 1250*", "z 1250 1375*", ". 1375 1500*"));
  EXPECT_EQ(corpus.word_count, 3U);
  EXPECT_EQ(corpus.doubtful_word_count, 1U);

  heard.word_confidences = {0.1, 0.1, 0.9};
  const auto mostly = corpus_of(heard, words);
  EXPECT_TRUE(mostly.utterances.empty());
  EXPECT_EQ(mostly.doubtful_count, 1U);

  heard.word_confidences = {0.9, 0.9};
  EXPECT_EQ(corpus_of(heard, words).differing_count, 1U) << "confidences of other words";
}

TEST(PhonesOfRecordings, DoubtsWordsThatFitTheSoundBadlyOnlyWhereTheTextWasHeard) {
  eval::Utterance utterance = recording("yes she", 0.625);
  const std::vector<SpokenWord> words{word("yes", 0.0, {"Y", "EH", "S"}),
                                      word("she", 0.375, {"SH", "IY"}, kLeastFit - 0.01)};
  EXPECT_EQ(shown(corpus_of(utterance, words)).back(), ". 625 625");
  utterance.word_confidences = {1.0, 1.0};
  EXPECT_EQ(shown(corpus_of(utterance, words)).back(), ". 625 625*");
}

TEST(PhonesOfRecordings, NamesTheRecordingWhoseLabelIsNone) {
  const auto corpus = phones_of_recordings({recording("yes", 1.0)}, {{"a.wav", 1.0, {word("yes", 0.0, {"Q"})}}});
  ASSERT_FALSE(corpus.ok());
  EXPECT_NE(corpus.error().message.find("a.wav"), std::string::npos) << corpus.error().message;
}

}  // namespace
}  // namespace timbre::train
