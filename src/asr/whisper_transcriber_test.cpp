// Rung: property. The model for tests has random weights: these tests prove that the engine is wired up, not that it
// hears anything.
#include "asr/whisper_transcriber.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "asr/detail/whisper_file.h"
#include "audio/testing/signals.h"
#include "base/random.h"
#include "base/testing/temporary_folder.h"
#include "base/testing/test_data.h"

namespace timbre::asr {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::filesystem::path test_model() {
  const char* folder = std::getenv("TIMBRE_MODELS");
  const std::filesystem::path models = folder != nullptr ? folder : test_data_folder() / "../models";
  return models / "for-tests-ggml-tiny.en.bin";
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class WhisperTranscriber : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::filesystem::exists(test_model())) return;
    if (in_ci()) FAIL() << "the model for tests is missing: " << test_model();
    GTEST_SKIP() << "SKIPPED: no model for tests at " << test_model() << "; set TIMBRE_MODELS to its folder";
  }
  /// The error of opening these bytes as a model.
  Result<std::unique_ptr<Transcriber>> open(const std::string& bytes) {
    const auto path = folder_.path() / "model.bin";
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    return make_whisper_transcriber(path, 1, WhisperWeights::MayBeMissing);
  }
  TemporaryFolder folder_;
};

/// Bytes 4 … 47 are the eleven sizes, little-endian.
std::string with_size(std::string bytes, std::size_t index, std::int32_t value) {
  for (std::size_t i = 0; i < 4; ++i) {
    bytes[4 + 4 * index + i] = static_cast<char>(static_cast<std::uint32_t>(value) >> (8 * i));
  }
  return bytes;
}

TEST_F(WhisperTranscriber, AFileWithoutWeightsIsNotTakenForAModel) {
  const auto engine = make_whisper_transcriber(test_model());
  ASSERT_FALSE(engine.ok());
#ifdef TIMBRE_HAS_WHISPER
  EXPECT_EQ(engine.error().kind, ErrorKind::Corrupt);
  EXPECT_THAT(engine.error().message, HasSubstr("no weights"));
#else
  EXPECT_EQ(engine.error().kind, ErrorKind::Unavailable);
#endif
}

TEST_F(WhisperTranscriber, TheFileSaysWhatItIs) {
  const auto file = detail::inspect_whisper_file(test_model());
  ASSERT_TRUE(file.ok()) << file.error().message;
  EXPECT_FALSE(file->is_multilingual());
  EXPECT_EQ(file->audio_layers, 4);
  EXPECT_EQ(file->fingerprint.size(), 12u);
}

TEST_F(WhisperTranscriber, AnotherFileHasAnotherFingerprint) {
  std::string bytes = bytes_of(test_model());
  const auto before = detail::inspect_whisper_file(test_model());
  bytes[100] = static_cast<char>(bytes[100] ^ 1);  // in the mel filters
  const auto path = folder_.path() / "changed.bin";
  std::ofstream(path, std::ios::binary) << bytes;
  const auto after = detail::inspect_whisper_file(path);
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_NE(before->fingerprint, after->fingerprint);
}

#ifdef TIMBRE_HAS_WHISPER

TEST_F(WhisperTranscriber, RunsWithRandomWeightsWhichProvesTheWiringOnly) {
  const auto engine = make_whisper_transcriber(test_model(), 1, WhisperWeights::MayBeMissing);
  ASSERT_TRUE(engine.ok()) << engine.error().message;
  EXPECT_THAT((*engine)->name(), StartsWith("whisper:for-tests-ggml-tiny.en#"));
  const auto tone = audio::sine(kTranscriberRateHz, 2.0, 220.0, 0.3);
  std::vector<float> samples(tone.channel(0).begin(), tone.channel(0).end());
  samples[5] = std::numeric_limits<float>::quiet_NaN();
  TranscribeOptions options;
  double share = 0.0;
  options.progress = [&](double now) {
    EXPECT_GE(now, share);
    share = now;
  };
  const auto transcript = (*engine)->transcribe(samples, options);
  ASSERT_TRUE(transcript.ok()) << transcript.error().message;
  EXPECT_EQ(share, 1.0);
  EXPECT_EQ(transcript->language, "en");
  double before_s = 0.0;
  for (const auto& word : transcript->words) {
    EXPECT_GE(word.range.start_s, before_s);
    EXPECT_LT(word.range.start_s, word.range.end_s);
    before_s = word.range.end_s;
  }
  EXPECT_LE(before_s, 2.0);
}

TEST_F(WhisperTranscriber, RefusesWhatItCannotDo) {
  const auto engine = make_whisper_transcriber(test_model(), 1, WhisperWeights::MayBeMissing);
  ASSERT_TRUE(engine.ok()) << engine.error().message;
  TranscribeOptions options;
  options.language = "de";
  const std::vector<float> second(kTranscriberRateHz, 0.0F);
  const auto german = (*engine)->transcribe(second, options);
  ASSERT_FALSE(german.ok());
  EXPECT_EQ(german.error().kind, ErrorKind::Unsupported);
  const std::vector<float> long_one(static_cast<std::size_t>(kLongestStretchS * kTranscriberRateHz) + 1, 0.0F);
  const auto too_long = (*engine)->transcribe(long_one, {});
  ASSERT_FALSE(too_long.ok());
  EXPECT_EQ(too_long.error().kind, ErrorKind::InvalidInput);
  const auto nothing = (*engine)->transcribe({}, {});
  ASSERT_TRUE(nothing.ok());
  EXPECT_TRUE(nothing->words.empty());
}

TEST_F(WhisperTranscriber, StopsWhenCancelledBeforeAndWhileItRuns) {
  const auto engine = make_whisper_transcriber(test_model(), 1, WhisperWeights::MayBeMissing);
  ASSERT_TRUE(engine.ok()) << engine.error().message;
  const std::vector<float> samples(3 * kTranscriberRateHz, 0.01F);
  TranscribeOptions options;
  options.progress = [&](double) { options.cancel.cancel(); };
  const auto during = (*engine)->transcribe(samples, options);
  ASSERT_FALSE(during.ok());
  EXPECT_EQ(during.error().kind, ErrorKind::Cancelled);
  const auto before = (*engine)->transcribe(samples, options);
  ASSERT_FALSE(before.ok());
  EXPECT_EQ(before.error().kind, ErrorKind::Cancelled);
}

TEST_F(WhisperTranscriber, AFileThatIsNoModelIsInvalidInput) {
  for (const std::string& bytes : {std::string(), std::string("ggm"), std::string(5000, 'x')}) {
    const auto engine = open(bytes);
    ASSERT_FALSE(engine.ok());
    EXPECT_EQ(engine.error().kind, ErrorKind::InvalidInput);
  }
  const auto missing = make_whisper_transcriber(folder_.path() / "none.bin");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
}

TEST_F(WhisperTranscriber, ATruncatedFileIsCorrupt) {
  const std::string whole = bytes_of(test_model());
  for (const std::size_t length :
       {4UL, 5UL, 47UL, 48UL, 55UL, 56UL, 30000UL, 64376UL, 64380UL, 300000UL, whole.size() - 1}) {
    const auto engine = open(whole.substr(0, length));
    ASSERT_FALSE(engine.ok()) << length;
    EXPECT_EQ(engine.error().kind, ErrorKind::Corrupt) << length;
  }
}

TEST_F(WhisperTranscriber, ASizeThatNoModelHasIsCorrupt) {
  const std::string whole = bytes_of(test_model());
  for (std::size_t index = 0; index < 11; ++index) {
    for (const std::int32_t value : {-1, 0x7fffffff, -0x7fffffff, 1 << 20, 17}) {
      const auto engine = open(with_size(whole, index, value));
      ASSERT_FALSE(engine.ok()) << index << " " << value;
      EXPECT_EQ(engine.error().kind, ErrorKind::Corrupt);
    }
  }
}

TEST_F(WhisperTranscriber, RandomBytesAfterTheVocabularyAreCorrupt) {
  const std::string whole = bytes_of(test_model());
  SeededRandom random(11);
  for (int trial = 0; trial < 20; ++trial) {
    std::string bytes = whole;
    for (int i = 0; i < 64 + trial * 50; ++i) bytes += static_cast<char>(random.next());
    const auto engine = open(bytes);
    ASSERT_FALSE(engine.ok()) << trial;
    EXPECT_EQ(engine.error().kind, ErrorKind::Corrupt);
  }
}

TEST_F(WhisperTranscriber, OneChangedByteAnywhereIsAnErrorOrAModelThatLoads) {
  const std::string whole = bytes_of(test_model());
  SeededRandom random(12);
  for (int trial = 0; trial < 40; ++trial) {
    std::string bytes = whole;
    const std::size_t at = trial < 30 ? random.next() % 64 : random.next() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1 + random.next() % 255));
    const auto engine = open(bytes);
    if (engine.ok()) continue;
    EXPECT_TRUE(engine.error().kind == ErrorKind::Corrupt || engine.error().kind == ErrorKind::InvalidInput)
        << "byte " << at << ": " << engine.error().message;
  }
}

#endif

}  // namespace
}  // namespace timbre::asr
