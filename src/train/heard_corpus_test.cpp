// Rung: definition (the text is what the recogniser says, in the manifest's order, after a stop too).
#include "train/heard_corpus.h"

#include "gtest/gtest.h"

#include "asr/testing/fake_transcriber.h"
#include "audio/testing/wav_bytes.h"
#include "base/testing/temporary_folder.h"
#include "eval/manifest.h"

namespace timbre::train {
namespace {

eval::Utterance named(const std::string& file) {
  return {file, std::string(64, '0'), "c", file, "train", "l", 16000, 0.1, ""};
}

class HearCorpus : public testing::Test {
 protected:
  void SetUp() override {
    audio::WavBytes wav;
    wav.rate_hz = 16000;
    wav.data = std::string(3200, '\0');
    for (const char* name : {"a.wav", "b.wav"}) ASSERT_TRUE(disk_.write_atomically(path(name), wav.bytes()).ok());
    write("m.jsonl", eval::manifest_text({named("a.wav"), named("b.wav")}));
    transcriber_.words = {{"well", {0.0, 0.03}, 0.25}, {"yes", {0.03, 0.08}, 0.123456}};
  }
  [[nodiscard]] std::filesystem::path path(const char* name) const { return folder_.path() / name; }
  void write(const char* name, const std::string& text) { ASSERT_TRUE(disk_.write_atomically(path(name), text).ok()); }
  Result<void> hear() {
    return hear_corpus(disk_, transcriber_, path("m.jsonl"), folder_.path(), path("out.jsonl"),
                       [&](std::size_t done, std::size_t) { done_ = done; });
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  asr::FakeTranscriber transcriber_;
  std::size_t done_ = 0;
};

TEST_F(HearCorpus, WritesWhatIsHeardAndHowSurely) {
  const auto result = hear();
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_EQ(done_, 2U);
  EXPECT_EQ(transcriber_.stretches, (std::vector<std::size_t>{1600, 1600}));
  const auto heard = eval::read_manifest(disk_, path("out.jsonl"));
  ASSERT_TRUE(heard.ok()) << heard.error().message;
  ASSERT_EQ(heard->size(), 2U);
  EXPECT_EQ((*heard)[1].file, "b.wav");
  EXPECT_EQ((*heard)[1].text, "well yes");
  EXPECT_EQ((*heard)[1].word_confidences, (std::vector<double>{0.25, 0.1235}));
}

TEST_F(HearCorpus, GoesOnWhereItWasStopped) {
  eval::Utterance before = named("a.wav");
  before.text = "heard before";
  write("out.jsonl", eval::manifest_text({before}) + "{\"cut");
  ASSERT_TRUE(hear().ok());
  EXPECT_EQ(transcriber_.calls(), 1U);
  const auto heard = eval::read_manifest(disk_, path("out.jsonl"));
  ASSERT_TRUE(heard.ok()) << heard.error().message;
  ASSERT_EQ(heard->size(), 2U);
  EXPECT_EQ((*heard)[0].text, "heard before");
  EXPECT_EQ((*heard)[1].text, "well yes");
}

TEST_F(HearCorpus, NamesWhatCannotBeHeard) {
  transcriber_.failure = Error{ErrorKind::InvalidInput, "too long"};
  transcriber_.fails_from_call = 1;
  const auto result = hear();
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.error().message.find("b.wav: too long"), std::string::npos) << result.error().message;
}

}  // namespace
}  // namespace timbre::train
