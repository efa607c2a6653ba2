// Rungs: exact (what each corpus's lists say), property (splits by speaker).
#include "train/corpora.h"

#include <map>
#include <set>

#include "gtest/gtest.h"

#include "base/testing/memory_file_system.h"

namespace timbre::train {
namespace {

void put(FileSystem& disk, const std::string& path, const std::string& text) {
  const std::filesystem::path file(path);
  ASSERT_TRUE(disk.create_folders(file.parent_path()).ok());
  ASSERT_TRUE(disk.write_atomically(file, text).ok());
}

TEST(Corpora, LibriSpeechNamesItsSpeakers) {
  MemoryFileSystem disk;
  for (const char* name : {"/l/19-198-0001.flac", "/l/26/495/26-495-0000.flac", "/l/notes.txt", "/l/speech.flac"}) {
    put(disk, name, "x");
  }
  const auto train = list_librispeech_train(disk, "/l");
  ASSERT_TRUE(train.ok()) << train.error().message;
  ASSERT_EQ(train->size(), 2U);
  EXPECT_EQ((*train)[0].speaker, "19");
  EXPECT_EQ((*train)[1].file, "26/495/26-495-0000.flac");
  EXPECT_EQ((*train)[1].split, eval::kTrainSplit);
  EXPECT_EQ(list_librispeech_test(disk, "/l")->front().split, eval::kJudgeSplit);
  put(disk, "/m/a.txt", "x");
  EXPECT_EQ(list_librispeech_train(disk, "/m").error().kind, ErrorKind::NotFound);
}

TEST(Corpora, SpeechoceanIsSplitBySpeaker) {
  MemoryFileSystem disk;
  for (const std::string part : {"train", "test"}) {
    std::string files;
    std::string speakers;
    std::string texts;
    for (int s = 0; s < 60; ++s) {
      const std::string speaker = part + std::to_string(s);
      for (int u = 0; u < 2; ++u) {
        const std::string id = speaker + "u" + std::to_string(u);
        files += id + "\tWAVE/" + id + ".WAV\r\n";
        speakers += id + " " + speaker + "\n";
        texts += id + "\tSAY IT\n";
      }
    }
    put(disk, "/s/" + part + "/wav.scp", files);
    put(disk, "/s/" + part + "/utt2spk", speakers);
    put(disk, "/s/" + part + "/text", texts);
  }
  const auto utterances = list_speechocean(disk, "/s");
  ASSERT_TRUE(utterances.ok()) << utterances.error().message;
  EXPECT_EQ(utterances->size(), 240U);
  std::map<std::string, std::set<std::string>> speakers_of;
  for (const auto& u : *utterances) speakers_of[u.split].insert(u.speaker);
  EXPECT_EQ(speakers_of["held_out"].size(), 40U);
  EXPECT_EQ(speakers_of["dev"].size(), 10U);
  EXPECT_EQ(speakers_of["train"].size(), 70U);
  EXPECT_EQ(utterances->front().text, "SAY IT");
  EXPECT_EQ(utterances->front().file.substr(0, 5), "WAVE/");
  EXPECT_EQ(utterances->front().file.back(), 'V');
  put(disk, "/s/test/utt2spk", "");
  EXPECT_FALSE(list_speechocean(disk, "/s").ok());
  EXPECT_EQ(list_speechocean(disk, "/nowhere").error().kind, ErrorKind::NotFound);
}

TEST(Corpora, SingleSpeakersHaveTheirText) {
  MemoryFileSystem disk;
  put(disk, "/k/metadata.csv", "de-1|Ein Satz.\nde-2|Noch einer.\r\n");
  put(disk, "/j/metadata.csv", "LJ-1|5 men|five men\n");
  const auto kerstin = list_kerstin(disk, "/k");
  ASSERT_EQ(kerstin->size(), 2U);
  EXPECT_EQ((*kerstin)[1].file, "verified/de-2.flac");
  EXPECT_EQ((*kerstin)[1].text, "Noch einer.");
  EXPECT_EQ(list_ljspeech(disk, "/j")->front().text, "five men");
}

}  // namespace
}  // namespace timbre::train
