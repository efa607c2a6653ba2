// Rungs: exact (lines are read as they were written), property (what is no alignment, going on), standard (the word's
// place in real speech).
#include "train/aligned_corpus.h"

#include "gtest/gtest.h"

#include "asr/pocketsphinx_model.h"
#include "base/testing/temporary_folder.h"
#include "base/testing/test_data.h"

namespace timbre::train {
namespace {

constexpr const char* kText =
    "there's iron they say in all our blood and a grain or two perhaps is good but his he makes me harshly feel has "
    "got "
    "a little too much of steel anon";

AlignedUtterance made(const std::string& file) {
  return {file, 0.75, {{"well", {{"W", {0.25, 0.5}}, {"EH", {0.5, 0.625}}, {"L", {0.625, 1.0}}}, 0.5}, {"—", {}}}};
}

TEST(AlignedCorpus, IsReadAsItWasWritten) {
  const std::string text = aligned_line(made("a.wav")) + aligned_line(made("b.wav"));
  const auto read = parse_aligned(text);
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[1].file, "b.wav");
  EXPECT_EQ((*read)[0].words[0].phones[1].name, "EH");
  EXPECT_EQ((*read)[0].words[0].phones[2].range, (TimeRange{0.625, 1.0}));
  EXPECT_EQ((*read)[0].words[0].confidence, 0.5);
  EXPECT_EQ(aligned_line((*read)[0]) + aligned_line((*read)[1]), text);
  const auto unsure = parse_aligned(R"({"file": "a", "confidence": 1, "words": [{"text": "x", "phones": []}]})"
                                    "\n");
  EXPECT_EQ((*unsure)[0].words[0].confidence, 1.0);
  // Cut off in the last line: what is whole stays.
  EXPECT_EQ(parse_aligned(text.substr(0, text.size() - 5))->size(), 1U);
}

TEST(AlignedCorpus, SaysWhatIsNoAlignment) {
  for (const char* line : {"[]\n",
                           R"({"file": "a", "confidence": 1})"
                           "\n",
                           R"({"confidence": 1, "words": []})"
                           "\n",
                           R"({"file": "a", "confidence": 1, "words": [{"text": "x", "phones": [["A", 1]]}]})"
                           "\n",
                           R"({"file": "a", "confidence": 1, "words": [{"text": "x", "confidence": "", "phones": []}]})"
                           "\n"}) {
    EXPECT_NE(parse_aligned(line).error().message.find("line 1"), std::string::npos) << line;
  }
}

TEST(AlignedCorpus, GoesOnWhereItWasStopped) {
  if (!asr::find_pocketsphinx_model().ok()) GTEST_SKIP() << "no pocketsphinx model";
  TIMBRE_TEST_DATA(clip, "speech/librispeech/1688/1688-142285-0000.flac");
  const TemporaryFolder folder;
  PosixFileSystem disk;
  std::vector<eval::Utterance> utterances;
  for (const char* name : {"done.flac", "1688-142285-0000.flac"}) {
    utterances.push_back({name, std::string(64, '0'), "c", "1688", "train", "l", 16000, 1.0, kText});
  }
  ASSERT_TRUE(disk.write_atomically(folder.path() / "m.jsonl", eval::manifest_text(utterances)).ok());
  const auto out = folder.path() / "aligned.jsonl";
  ASSERT_TRUE(disk.write_atomically(out, aligned_line(made("done.flac")) + "{\"cut").ok());
  std::size_t told = 0;
  const auto result = align_corpus(disk, folder.path() / "m.jsonl", clip.parent_path(), out, 1,
                                   [&](std::size_t done, std::size_t count) {
                                     ++told;
                                     EXPECT_EQ(done, 2U);
                                     EXPECT_EQ(count, 2U);
                                   });
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_EQ(told, 1U);
  const auto text = disk.read(out, 1U << 20U);
  const auto read = parse_aligned(*text);
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[0].words[0].text, "well");
  EXPECT_EQ((*read)[1].words.size(), 32U);
  EXPECT_GT((*read)[1].confidence, 0.5);
  double last_s = 0.0;
  for (const auto& word : (*read)[1].words) {
    ASSERT_FALSE(word.phones.empty()) << word.text;
    for (const auto& phone : word.phones) {
      EXPECT_GE(phone.range.start_s, last_s - 1e-9);
      EXPECT_GT(phone.range.end_s, phone.range.start_s);
      last_s = phone.range.end_s;
    }
  }
}

}  // namespace
}  // namespace timbre::train
