// Rung: exact, with an engine that says what it is told to.
#include "studio/transcribe_file.h"

#include <cmath>
#include <cstdlib>
#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"
#include "base/testing/test_data.h"

namespace timbre::studio {
namespace {

/// Hears one word a second, and remembers how long each stretch was.
class Counting : public asr::Transcriber {
 public:
  [[nodiscard]] std::string name() const override { return name_; }
  Result<text::Transcript> transcribe(std::span<const float> samples, const asr::TranscribeOptions& options) override {
    stretches_s.push_back(static_cast<double>(samples.size()) / asr::kTranscriberRateHz);
    if (cancels_at == stretches_s.size()) options.cancel.cancel();
    if (options.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
    if (options.progress) options.progress(0.5);
    text::Transcript heard;
    heard.language = options.language.empty() ? "en" : options.language;
    for (double at_s = 0.1; at_s + 0.8 < stretches_s.back(); at_s += 1.0)
      heard.words.push_back({"word", {at_s, at_s + 0.8}, confidence});
    return heard;
  }
  std::string name_ = "counting";
  double confidence = 0.9;
  std::size_t cancels_at = 0;
  std::vector<double> stretches_s;
};

/// Keeps what belongs to the user out of the test.
class TranscribeFile : public testing::Test {
 protected:
  void SetUp() override { ::setenv("TIMBRE_DATA", "/nowhere/timbre", 1); }
  void TearDown() override { ::unsetenv("TIMBRE_DATA"); }

  Result<TranscribedFile> transcribe(const std::filesystem::path& path) {
    auto reader = audio::AudioReader::open(path);
    if (!reader.ok()) return reader.error();
    return transcribe_reader(**reader, engine_, disk_, options_);
  }

  MemoryFileSystem disk_;
  Counting engine_;
  TranscribeFileOptions options_;
};

TEST_F(TranscribeFile, WordsAreInOrderOnTheTakesClockAndProgressGrows) {
  TIMBRE_TEST_DATA(path, "speech/librivox/en_ohenry_chenevert.wav");
  std::vector<double> shares;
  options_.progress = [&](double share) { shares.push_back(share); };
  const auto done = transcribe(path);
  ASSERT_TRUE(done.ok()) << done.error().message;
  EXPECT_TRUE(done->has_speech);
  EXPECT_FALSE(done->is_from_cache);
  EXPECT_TRUE(done->notes.empty());
  EXPECT_EQ(done->transcript.engine, "counting");
  EXPECT_EQ(done->transcript.language, "en");
  EXPECT_NEAR(done->transcript.duration_s, 30.0, 0.1);
  ASSERT_GT(done->transcript.words.size(), 15U);
  double end_s = 0.0;
  for (const auto& word : done->transcript.words) {
    EXPECT_GE(word.range.start_s, end_s);
    EXPECT_GT(word.range.end_s, word.range.start_s);
    end_s = word.range.end_s;
  }
  EXPECT_LE(end_s, done->transcript.duration_s);
  for (const double length_s : engine_.stretches_s) EXPECT_LE(length_s, asr::kLongestStretchS);
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
  EXPECT_DOUBLE_EQ(shares.back(), 1.0);
  ASSERT_EQ(disk_.files.size(), 1U);
  EXPECT_NE(disk_.files.begin()->first.find("/" + samples_sum(path).value() + "-"), std::string::npos);
}

TEST_F(TranscribeFile, TheSecondRunIsServedFromTheCache) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  const auto first = transcribe(path);
  ASSERT_TRUE(first.ok());
  const std::size_t heard = engine_.stretches_s.size();
  const auto second = transcribe(path);
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(second->is_from_cache);
  EXPECT_EQ(engine_.stretches_s.size(), heard);
  EXPECT_EQ(second->transcript.text(), first->transcript.text());
  EXPECT_EQ(second->transcript.words.size(), first->transcript.words.size());

  engine_.name_ = "another";
  EXPECT_FALSE(transcribe(path)->is_from_cache);
  options_.language = "de";
  EXPECT_FALSE(transcribe(path)->is_from_cache);
  EXPECT_TRUE(transcribe(path)->is_from_cache);
  options_.uses_cache = false;
  EXPECT_FALSE(transcribe(path)->is_from_cache);
}

TEST_F(TranscribeFile, ADamagedCacheIsHeardAgainAndAFullDiskIsNoError) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  ASSERT_TRUE(transcribe(path).ok());
  ASSERT_EQ(disk_.files.size(), 1U);
  disk_.files.begin()->second.resize(100);
  disk_.room_bytes = 10;
  const auto again = transcribe(path);
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again->is_from_cache);
  disk_.room_bytes.reset();
  EXPECT_FALSE(transcribe(path)->is_from_cache);
  EXPECT_TRUE(transcribe(path)->is_from_cache);
}

TEST_F(TranscribeFile, NoiseIsNeverHandedToTheEngine) {
  TIMBRE_TEST_DATA(path, "noise/noise4.wav");
  const auto done = transcribe(path);
  ASSERT_TRUE(done.ok());
  EXPECT_FALSE(done->has_speech);
  EXPECT_TRUE(done->transcript.words.empty());
  EXPECT_TRUE(engine_.stretches_s.empty());
  const auto again = transcribe(path);
  EXPECT_TRUE(again->is_from_cache);
  EXPECT_FALSE(again->has_speech);
}

TEST_F(TranscribeFile, CancelStopsBeforeAndInside) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  engine_.cancels_at = 1;
  EXPECT_EQ(transcribe(path).error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(engine_.stretches_s.size(), 1U);
  EXPECT_EQ(transcribe(path).error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(engine_.stretches_s.size(), 1U) << "a token that is set already stops the decoding";
  EXPECT_TRUE(disk_.files.empty()) << "half a transcript is not kept";
}

TEST_F(TranscribeFile, LowConfidenceIsSaid) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  engine_.confidence = 0.3;
  const auto uncertain = transcribe(path);
  ASSERT_EQ(uncertain->notes.size(), 1U);
  EXPECT_NE(uncertain->notes[0].find("ref_text"), std::string::npos);
  engine_.name_ = "pocketsphinx:en-us";
  EXPECT_NE(transcribe(path)->notes.back().find("only English"), std::string::npos);
}

}  // namespace
}  // namespace timbre::studio
