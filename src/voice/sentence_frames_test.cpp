// Rungs: exact (where a text is cut, how many frames a phone gets), property (controls move what they are to move).
#include "voice/sentence_frames.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "gtest/gtest.h"

#include "voice/testing/fake_voice.h"

namespace timbre::voice {
namespace {

std::vector<phones::Phone> phones_of(std::initializer_list<phones::PhoneId> ids) {
  std::vector<phones::Phone> phones;
  for (const auto id : ids) phones.emplace_back().id = id;
  return phones;
}

std::size_t sum_of(const std::vector<std::size_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

TEST(CutIntoSentences, GoesUpToMarksThatEndOne) {
  const auto text = phones_of({phones::kT, phones::kComma, phones::kIy, phones::kStop, phones::kParagraph,
                               phones::kQuestion, phones::kS, phones::kQuestion, phones::kM});
  const auto sentences = cut_into_sentences(text);
  ASSERT_EQ(sentences.size(), 3U);
  std::vector<int> ids;
  for (const auto& phone : sentences[0].phones) ids.push_back(phone.id);
  EXPECT_EQ(ids, (std::vector<int>{phones::kSilence, phones::kT, phones::kComma, phones::kIy, phones::kStop}));
  EXPECT_TRUE(sentences[0].ends_paragraph);
  EXPECT_FALSE(sentences[1].ends_paragraph);
  EXPECT_EQ(sentences[2].phones.back().id, phones::kM);
  EXPECT_TRUE(cut_into_sentences(phones_of({phones::kStop, phones::kComma})).empty());
}

TEST(FrameCounts, AreTheModelsAndWhatRoundingTakesIsGivenBack) {
  const auto said = phones_of({phones::kSilence, phones::kT, phones::kIy, phones::kS, phones::kM, phones::kStop});
  const std::vector<float> frames{40.0F, 3.5F, 3.5F, 0.2F, 6.0F, 60.0F};
  EXPECT_EQ(frame_counts(said, frames, {}, 1.0F, nullptr), (std::vector<std::size_t>{5, 4, 3, 2, 5, 25}));
  VoiceControls slow;
  slow.speed = 0.5;
  EXPECT_EQ(frame_counts(said, frames, slow, 1.0F, nullptr), (std::vector<std::size_t>{5, 7, 7, 2, 11, 25}));
}

TEST(FrameCounts, PausesAreMarksAlone) {
  const auto said = phones_of({phones::kSilence, phones::kT, phones::kComma, phones::kIy, phones::kStop});
  const std::vector<float> frames{5.0F, 8.0F, 10.0F, 8.0F, 10.0F};
  VoiceControls controls;
  controls.pauses = 3;
  EXPECT_EQ(frame_counts(said, frames, controls, 1.0F, nullptr), (std::vector<std::size_t>{5, 8, 30, 8, 25}));
  controls.pauses = 0;
  EXPECT_EQ(frame_counts(said, frames, controls, 1.25F, nullptr), (std::vector<std::size_t>{5, 10, 0, 10, 0}));
}

TEST(FrameCounts, ASeedStraysALittle) {
  std::vector<phones::Phone> said(200);
  for (auto& phone : said) phone.id = phones::kIy;
  const std::vector<float> frames(said.size(), 20.0F);
  SeededRandom random(3);
  const auto counts = frame_counts(said, frames, {}, 1.0F, &random);
  EXPECT_NEAR(static_cast<double>(sum_of(counts)), 4000.0, 80.0);
  EXPECT_GT(std::set<std::size_t>(counts.begin(), counts.end()).size(), 3U);
  EXPECT_LT(*std::max_element(counts.begin(), counts.end()), 28U);
}

class SentenceFramesTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    model = fake_model().value();
  }
  /// ln of voiced F0 in Hz.
  std::vector<double> melody(const VoiceControls& controls, const VoiceCorrections& corrections = {}) {
    VoiceFit voice = plain_fit(fake_profile(100.0F));
    voice.corrections = corrections;
    const auto frames = sentence_frames(*model, sentence, voice, controls, 0);
    EXPECT_TRUE(frames.ok());
    std::vector<double> logs;
    for (const float hz : frames->f0_hz) {
      if (hz > 0.0F) logs.push_back(std::log(static_cast<double>(hz)));
    }
    return logs;
  }
  std::shared_ptr<const AcousticModel> model;
  SentencePhones sentence{
      phones_of({phones::kSilence, phones::kT, phones::kIy, phones::kS, phones::kIh, phones::kStop})};
};

TEST_F(SentenceFramesTest, F0IsTheSpeakersWithControlsAndCorrections) {
  const double middle = std::log(100.0);
  const auto [low, high] = std::pair(kFakeF0Offset - kFakeMelody, kFakeF0Offset + kFakeMelody);
  const auto usual = melody({});
  EXPECT_NEAR(usual.front(), middle + high, 1e-4);
  EXPECT_NEAR(usual.back(), middle + low, 1e-4);
  VoiceControls controls;
  controls.pitch_st = 6;
  controls.expressiveness = 2;
  VoiceCorrections corrections;
  corrections.f0_offset = -0.2F;
  corrections.f0_spread = 0.5F;
  const auto changed = melody(controls, corrections);
  EXPECT_NEAR(changed.front(), middle - 0.2 + high + std::log(2.0) / 2.0, 1e-4);
  controls = {};
  controls.expressiveness = 0;
  for (const double one : melody(controls)) EXPECT_NEAR(one, middle, 1e-4);
}

TEST_F(SentenceFramesTest, AMelCorrectionGoesWhereItsVoicingIs) {
  VoiceFit voice = plain_fit(fake_profile(100.0F));
  const auto before = sentence_frames(*model, sentence, voice, {}, 0);
  voice.corrections.voiced_mel[40] = 1.0F;
  voice.corrections.unvoiced_mel[20] = -1.0F;
  const auto after = sentence_frames(*model, sentence, voice, {}, 0);
  ASSERT_TRUE(before.ok() && after.ok());
  const auto shape = [](const VoiceFrames& frames, std::size_t frame, std::size_t band) {
    return frames.log_mel[frame * kMelBands + band] - frames.log_mel[frame * kMelBands];  // whatever the level
  };
  const std::size_t voiced = 5 + 8 + 6;
  const std::size_t unvoiced = 2;
  ASSERT_GT(before->f0_hz[voiced], 0.0F);
  EXPECT_NEAR(shape(*after, voiced, 40) - shape(*before, voiced, 40), 1.0, 1e-4);
  EXPECT_NEAR(shape(*after, voiced, 20) - shape(*before, voiced, 20), 0.0, 1e-4);
  EXPECT_NEAR(shape(*after, unvoiced, 20) - shape(*before, unvoiced, 20), -1.0, 1e-4);
}

TEST(VoiceCorrections, AreReadAsTheyWereKept) {
  VoiceCorrections corrections;
  corrections.durations = 1.1F;
  corrections.f0_offset = -0.05F;
  corrections.f0_spread = 0.9F;
  corrections.voiced_mel[3] = 0.5F;
  corrections.unvoiced_mel[79] = -0.25F;
  const VoiceFit fit{fake_profile(150.0F), fake_profile(151.0F), corrections};
  const std::string bytes = fit_bytes(fit);
  const auto read = fit_of_bytes(bytes, kFakeEmbedding);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(fit_bytes(*read), bytes);
  EXPECT_EQ(fit_of_bytes(bytes.substr(1), kFakeEmbedding).error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(fit_of_bytes(bytes, kFakeEmbedding + 1).error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(fit_of_bytes("timbre voice 2\n", kFakeEmbedding).error().kind, ErrorKind::Corrupt);
  EXPECT_FALSE(corrections_of_bytes(std::string(kCorrectionBytes, '\xff')).ok());
  EXPECT_FALSE(corrections_of_bytes(std::string(kCorrectionBytes, '\0')).ok());
}

}  // namespace
}  // namespace timbre::voice
