// Rung: property; the words of one real clip for the wiring. How right the words are: docs/transcription-accuracy.md.
#include "asr/pocketsphinx_transcriber.h"

#include <cmath>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "asr/testing/clip.h"
#include "audio/testing/signals.h"
#include "base/testing/test_data.h"

namespace timbre::asr {
namespace {

using ::testing::HasSubstr;

/// One for all tests: loading takes longer than a short clip.
Transcriber& engine() {
  static const auto made = make_pocketsphinx_transcriber();
  return **made;
}

class PocketsphinxTranscriber : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto made = make_pocketsphinx_transcriber();
    ASSERT_TRUE(made.ok()) << made.error().message;
  }
};

std::vector<float> noise(double seconds, std::uint64_t seed) {
  const auto made = audio::white_noise(kTranscriberRateHz, seconds, 0.1, seed);
  return {made.channel(0).begin(), made.channel(0).end()};
}

void expect_sane(const text::Transcript& transcript) {
  double before_s = 0.0;
  for (const auto& word : transcript.words) {
    EXPECT_GE(word.range.start_s, before_s) << word.text;
    EXPECT_LT(word.range.start_s, word.range.end_s) << word.text;
    EXPECT_GE(word.confidence, 0.0) << word.text;
    EXPECT_LE(word.confidence, 1.0) << word.text;
    EXPECT_FALSE(word.text.empty());
    before_s = word.range.end_s;
  }
  EXPECT_LE(before_s, transcript.duration_s);
}

void expect_same(const text::Transcript& a, const text::Transcript& b) {
  ASSERT_EQ(a.words.size(), b.words.size());
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    EXPECT_EQ(a.words[i].text, b.words[i].text);
    EXPECT_EQ(a.words[i].range, b.words[i].range) << a.words[i].text;
    EXPECT_EQ(a.words[i].confidence, b.words[i].confidence) << a.words[i].text;
  }
}

TEST_F(PocketsphinxTranscriber, HearsARealSentence) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  const auto samples = wav_at_16_khz(path);
  const auto transcript = engine().transcribe(samples, {});
  ASSERT_TRUE(transcript.ok()) << transcript.error().message;
  EXPECT_EQ(transcript->language, "en");
  EXPECT_NEAR(transcript->duration_s, 11.0, 1e-9);
  EXPECT_THAT(transcript->text(), HasSubstr("what you can do for your country"));
  expect_sane(*transcript);
}

TEST_F(PocketsphinxTranscriber, SaysTheSameWhateverItHeardBefore) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  const auto samples = wav_at_16_khz(path);
  auto fresh = make_pocketsphinx_transcriber();
  ASSERT_TRUE(fresh.ok());
  const auto first = (*fresh)->transcribe(samples, {});
  ASSERT_TRUE((*fresh)->transcribe(noise(3.0, 7), {}).ok());
  const auto again = (*fresh)->transcribe(samples, {});
  const auto other = engine().transcribe(samples, {});
  ASSERT_TRUE(first.ok() && again.ok() && other.ok());
  EXPECT_FALSE(first->words.empty());
  expect_same(*first, *again);
  expect_same(*first, *other);
}

TEST_F(PocketsphinxTranscriber, ALevelOfMinus40DecibelsChangesNoWord) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  auto samples = wav_at_16_khz(path);
  const auto loud = engine().transcribe(samples, {});
  for (float& sample : samples) sample *= 0.01F;
  const auto quiet = engine().transcribe(samples, {});
  ASSERT_TRUE(loud.ok() && quiet.ok());
  EXPECT_EQ(loud->text(), quiet->text());
}

TEST_F(PocketsphinxTranscriber, WhatIsNotANumberIsHarmless) {
  auto samples = noise(1.0, 3);
  for (std::size_t i = 0; i < samples.size(); i += 7) samples[i] = std::numeric_limits<float>::quiet_NaN();
  for (std::size_t i = 1; i < samples.size(); i += 11) samples[i] = std::numeric_limits<float>::infinity();
  for (std::size_t i = 2; i < samples.size(); i += 13) samples[i] = -3e38F;
  const auto transcript = engine().transcribe(samples, {});
  ASSERT_TRUE(transcript.ok()) << transcript.error().message;
  expect_sane(*transcript);
}

TEST_F(PocketsphinxTranscriber, NothingShortAndSilenceHaveNoWords) {
  for (const std::size_t count : {0, 1, 160, 799, 800, 16000, 160000}) {
    const auto transcript = engine().transcribe(std::vector<float>(count, 0.0F), {});
    ASSERT_TRUE(transcript.ok()) << count << ": " << transcript.error().message;
    EXPECT_TRUE(transcript->words.empty()) << count << ": " << transcript->text();
  }
}

TEST_F(PocketsphinxTranscriber, RefusesWhatIsTooLong) {
  const std::vector<float> samples(static_cast<std::size_t>(kLongestStretchS * kTranscriberRateHz) + 1, 0.0F);
  const auto transcript = engine().transcribe(samples, {});
  ASSERT_FALSE(transcript.ok());
  EXPECT_EQ(transcript.error().kind, ErrorKind::InvalidInput);
}

TEST_F(PocketsphinxTranscriber, SpeaksEnglishOnly) {
  TranscribeOptions options;
  options.language = "de";
  const auto transcript = engine().transcribe(noise(0.2, 1), options);
  ASSERT_FALSE(transcript.ok());
  EXPECT_EQ(transcript.error().kind, ErrorKind::Unsupported);
  EXPECT_THAT(transcript.error().message, HasSubstr("'en'"));
}

TEST_F(PocketsphinxTranscriber, StopsWhenCancelledAndWorksAfterwards) {
  TranscribeOptions options;
  std::size_t reports = 0;
  options.progress = [&](double) {
    if (++reports == 3) options.cancel.cancel();
  };
  const auto stopped = engine().transcribe(noise(4.0, 5), options);
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(reports, 3u);
  EXPECT_TRUE(engine().transcribe(noise(0.5, 5), {}).ok());
}

TEST_F(PocketsphinxTranscriber, ProgressOnlyGrowsAndEndsAtOne) {
  TranscribeOptions options;
  std::vector<double> shares;
  options.progress = [&](double share) { shares.push_back(share); };
  ASSERT_TRUE(engine().transcribe(noise(2.0, 5), options).ok());
  ASSERT_GE(shares.size(), 5u);  // at least every half second
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
  EXPECT_EQ(shares.back(), 1.0);
}

}  // namespace
}  // namespace timbre::asr
