// Rungs: definition (who says what), exact (the same bytes again; files are what the manifest says), property.
#include "train/flite_corpus.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "base/file_sum.h"
#include "base/testing/temporary_folder.h"
#include "eval/manifest.h"
#include "phones/phone_inventory.h"
#include "train/timed_phones.h"

namespace timbre::train {
namespace {

std::vector<std::string> numbered(std::size_t count) {
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < count; ++i) sentences.push_back("Sentence " + std::to_string(i));
  return sentences;
}

TEST(FliteCorpus, GivesEverySentenceToOneVoiceOrTwoInTurn) {
  const auto takes = plan_flite_corpus(numbered(1500));
  std::map<std::string, std::set<std::string_view>> voices;
  std::map<std::string_view, std::size_t> counts;
  std::set<std::string> files;
  for (const FliteTake& take : takes) {
    EXPECT_TRUE(voices[take.text].insert(take.voice).second) << take.text;
    EXPECT_TRUE(files.insert(take.file).second) << take.file;
    EXPECT_GE(take.stretch, 0.85);
    EXPECT_LT(take.stretch, 1.2);
    ++counts[take.voice];
  }
  EXPECT_EQ(voices.size(), 1500U);
  EXPECT_EQ(takes.size(), 2000U);
  EXPECT_EQ(counts["kal16"], 250U);
  for (const char* voice : {"slt", "rms", "awb"}) EXPECT_NEAR(static_cast<double>(counts[voice]), 583.0, 1.0) << voice;
  EXPECT_EQ(plan_flite_corpus(numbered(1500)), takes);
}

TEST(FliteCorpus, WatchesTheSameSentencesOfEveryVoice) {
  std::map<std::string, bool> is_dev;
  for (const FliteTake& take : plan_flite_corpus(numbered(500))) {
    EXPECT_EQ(is_dev.emplace(take.text, take.is_dev).first->second, take.is_dev);
  }
  EXPECT_EQ(std::count_if(is_dev.begin(), is_dev.end(), [](const auto& one) { return one.second; }), 10);
  EXPECT_TRUE(is_dev["Sentence 49"]);
}

/// What the program makes of fifty sentences' first and last takes.
class FliteCorpusFiles : public testing::Test {
 protected:
  FliteCorpusPaths paths(const char* name) {
    const auto root = folder_.path() / name;
    return {folder_.path() / "sentences.txt", root / "wav", root / "m.jsonl", root / "t.jsonl"};
  }
  void make(const FliteCorpusPaths& paths, const std::string& sentences, std::size_t most) {
    ASSERT_TRUE(disk_.write_atomically(paths.sentences, sentences).ok());
    const auto result = make_flite_corpus(disk_, paths, most);
    ASSERT_TRUE(result.ok()) << result.error().message;
  }
  std::string read(const std::filesystem::path& path) {
    auto text = disk_.read(path, 1U << 24U);
    EXPECT_TRUE(text.ok()) << text.error().message;
    return text.ok() ? *text : std::string();
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
};

TEST_F(FliteCorpusFiles, AreWhatTheManifestAndTheTimesSay) {
  const auto made = paths("a");
  std::string sentences;
  for (int i = 0; i < 49; ++i) sentences += "Come in.\n\n";
  make(made, sentences + "\"Hello,\" said Anna - as always.\n", 1000);
  const auto utterances = eval::parse_manifest(read(made.manifest));
  const auto timed = parse_timed(read(made.timed));
  ASSERT_TRUE(utterances.ok()) << utterances.error().message;
  ASSERT_TRUE(timed.ok()) << timed.error().message;
  ASSERT_EQ(utterances->size(), timed->size());
  std::set<std::string> speakers;
  for (std::size_t i = 0; i < timed->size(); ++i) {
    const auto& utterance = (*utterances)[i];
    EXPECT_EQ((*timed)[i].file, utterance.file);
    EXPECT_EQ((*timed)[i].confidence, 1.0);
    EXPECT_EQ(*sha256_of_file(disk_, made.folder / utterance.file), utterance.sha256);
    EXPECT_EQ(utterance.split == "dev", utterance.speaker.ends_with("-dev"));
    speakers.insert(utterance.speaker);
    double end_s = 0.0;
    for (const TimedPhone& phone : (*timed)[i].phones) {
      EXPECT_NEAR(phone.start_s, end_s, 1.1e-4);
      end_s = phone.end_s;
    }
    EXPECT_NEAR(end_s, utterance.duration_s, 1e-4);
    EXPECT_EQ((*timed)[i].phones.front().phone.id, phones::kSilence);
    EXPECT_EQ((*timed)[i].phones.back().phone.id, phones::kSilence);
  }
  EXPECT_TRUE(speakers.contains("flite-slt") && speakers.contains("flite-rms") && speakers.contains("flite-awb") &&
              speakers.contains("flite-kal16") && speakers.contains("flite-rms-dev"));
}

TEST_F(FliteCorpusFiles, AreTheSameAgain) {
  const std::string sentences = "Good morning, everyone.\nIs it late?\nNo, it's early!\n";
  make(paths("a"), sentences, 3);
  make(paths("b"), sentences, 3);
  EXPECT_EQ(read(paths("a").manifest), read(paths("b").manifest));
  EXPECT_EQ(read(paths("a").timed), read(paths("b").timed));
  EXPECT_EQ(eval::parse_manifest(read(paths("a").manifest))->size(), 3U);
}

TEST_F(FliteCorpusFiles, AreNotMadeOfWhatFliteCannotSay) {
  const auto made = paths("a");
  ASSERT_TRUE(disk_.write_atomically(made.sentences, "Na\xC3\xAFve.\n").ok());
  const auto result = make_flite_corpus(disk_, made, 10);
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.error().message.find("Na\xC3\xAFve."), std::string::npos);
  EXPECT_FALSE(make_flite_corpus(disk_, {"/nowhere/s.txt", made.folder, made.manifest, made.timed}, 10).ok());
}

}  // namespace
}  // namespace timbre::train
