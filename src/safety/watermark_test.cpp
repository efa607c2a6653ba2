// Rung: exact (streams, lengths) and property. Accuracy on real speech: tests/watermark.

#include "safety/watermark.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "gtest/gtest.h"

#include "dsp/resample.h"
#include "safety/testing/speech_like.h"

namespace timbre::safety {
namespace {

constexpr std::uint32_t kMarkPayload = 0x01234567;

WatermarkKey key_of(std::uint8_t seed) {
  WatermarkKey key;
  key.bytes.fill(seed);
  return key;
}

std::vector<float> marked(const std::vector<float>& sound, int rate_hz, std::uint8_t key = 1) {
  const auto out = embed_watermark(audio::AudioView(rate_hz, sound), key_of(key), kMarkPayload);
  EXPECT_TRUE(out.ok());
  if (!out.ok()) return {};
  const auto samples = out->channel(0);
  return {samples.begin(), samples.end()};
}

WatermarkFinding found(const std::vector<float>& sound, int rate_hz, std::uint8_t key = 1) {
  const auto finding = detect_watermark(audio::AudioView(rate_hz, sound), key_of(key));
  EXPECT_TRUE(finding.ok());
  return finding.ok() ? *finding : WatermarkFinding{};
}

TEST(Watermark, IsFoundWithItsKeyAndWithNoOther) {
  const auto sound = marked(speech_like(16000, 8.0, 1), 16000);
  const WatermarkFinding finding = found(sound, 16000);
  EXPECT_EQ(finding.outcome, WatermarkOutcome::Marked);
  EXPECT_EQ(finding.payload, kMarkPayload);
  EXPECT_EQ(finding.speed, 1.0);
  EXPECT_LT(finding.false_positive, 1e-6);
  EXPECT_NEAR(finding.begin_s, 0.0, 1.1);
  EXPECT_NEAR(finding.end_s, 8.0, 1.1);
  const WatermarkFinding other = found(sound, 16000, 2);
  EXPECT_NE(other.outcome, WatermarkOutcome::Marked);
  EXPECT_FALSE(other.payload.has_value());
}

TEST(Watermark, EveryRateAndChannelCount) {
  for (const int rate_hz : {8000, 11025, 24000, 44100, 192000}) {
    const auto sound = speech_like(rate_hz, 6.0, 2);
    const std::vector<const float*> channels = {sound.data(), sound.data()};
    const audio::AudioView stereo(rate_hz, channels, sound.size());
    const auto out = embed_watermark(stereo, key_of(1), kMarkPayload);
    ASSERT_TRUE(out.ok()) << rate_hz;
    EXPECT_EQ(out->format(), stereo.format());
    ASSERT_EQ(out->frame_count(), sound.size());
    EXPECT_TRUE(std::equal(out->channel(0).begin(), out->channel(0).end(), out->channel(1).begin()));
    const auto finding = detect_watermark(out->view(), key_of(1));
    ASSERT_TRUE(finding.ok());
    EXPECT_EQ(finding->payload, kMarkPayload) << rate_hz;
  }
}

// The channels' powers are added, not the channels: opposite ones do not cancel.
TEST(Watermark, OppositeChannelsAreMarkedToo) {
  const auto sound = speech_like(16000, 6.0, 3);
  auto opposite = sound;
  for (auto& sample : opposite) sample = -sample;
  const std::vector<const float*> channels = {sound.data(), opposite.data()};
  const auto out = embed_watermark(audio::AudioView(16000, channels, sound.size()), key_of(1), kMarkPayload);
  ASSERT_TRUE(out.ok());
  const auto finding = detect_watermark(out->view(), key_of(1));
  ASSERT_TRUE(finding.ok());
  EXPECT_EQ(finding->payload, kMarkPayload);
}

TEST(Watermark, StreamsEqualTheWholeSampleForSample) {
  for (const int rate_hz : {8000, 16000, 22050, 48000}) {
    const auto sound = speech_like(rate_hz, 3.3, 4);
    const audio::AudioView view(rate_hz, sound);
    const auto whole = embed_watermark(view, key_of(1), kMarkPayload);
    ASSERT_TRUE(whole.ok());
    for (const std::size_t block : {1U, 160U, 4099U, 100'000U}) {
      WatermarkEmbedder embedder(view.format(), key_of(1), kMarkPayload);
      audio::AudioBuffer out(view.format(), 0);
      for (std::size_t at = 0; at < sound.size(); at += block) {
        const auto ready = embedder.push(view.slice(at, block));
        out.append(ready.view());
      }
      const auto rest = embedder.finish();
      ASSERT_TRUE(rest.ok());
      out.append(rest->view());
      ASSERT_EQ(out.frame_count(), sound.size());
      EXPECT_TRUE(std::equal(out.channel(0).begin(), out.channel(0).end(), whole->channel(0).begin()))
          << rate_hz << " Hz in blocks of " << block;
    }
  }
}

TEST(Watermark, AStreamHandsOutWhatItCanWithinASecond) {
  const auto sound = speech_like(48000, 4.0, 5);
  WatermarkEmbedder embedder({48000, 1}, key_of(1), kMarkPayload);
  const auto ready = embedder.push(audio::AudioView(48000, sound));
  EXPECT_GT(ready.frame_count(), 3U * 48000U);
}

TEST(Watermark, WhatCannotCarryAMarkIsRefusedWithTheReason) {
  const std::vector<float> silence(48000, 0.0F);
  std::vector<float> hum(48000);
  for (std::size_t i = 0; i < hum.size(); ++i) {
    hum[i] = static_cast<float>(0.5 * std::sin(2.0 * std::numbers::pi * 50.0 * static_cast<double>(i) / 16000.0));
  }
  const auto speech = speech_like(16000, 0.5, 6);
  for (const auto& [sound, reason] :
       {std::pair{silence, "0.0 s of the 3.0 s"}, std::pair{hum, "s of the 3.0 s of sound are loud enough"},
        std::pair{speech, "0.5 s long"}, std::pair{std::vector<float>{}, "0.0 s long"}}) {
    const auto out = embed_watermark(audio::AudioView(16000, sound), key_of(1), kMarkPayload);
    ASSERT_FALSE(out.ok());
    EXPECT_EQ(out.error().kind, ErrorKind::InvalidInput);
    EXPECT_NE(out.error().message.find(reason), std::string::npos) << out.error().message;
  }
  EXPECT_FALSE(embed_watermark(audio::AudioView(4000, speech), key_of(1), kMarkPayload).ok());
  EXPECT_FALSE(detect_watermark(audio::AudioView(16000, speech), key_of(1)).ok());
  EXPECT_FALSE(detect_watermark(audio::AudioView(4000, speech), key_of(1)).ok());
}

TEST(Watermark, SilenceStaysAsItIs) {
  auto sound = speech_like(16000, 6.0, 7);
  std::fill(sound.begin() + 40'000, sound.begin() + 60'000, 0.0F);
  const auto out = marked(sound, 16000);
  EXPECT_TRUE(std::all_of(out.begin() + 41'000, out.begin() + 59'000, [](float x) { return x == 0.0F; }));
}

TEST(Watermark, NothingIsAddedAbove4300Hz) {
  const auto sound = speech_like(48000, 4.0, 8);
  const auto out = marked(sound, 48000);
  std::vector<float> mark(sound.size());
  for (std::size_t i = 0; i < mark.size(); ++i) mark[i] = out[i] - sound[i];
  const auto low = dsp::resample(dsp::resample(mark, 48000, 9400), 9400, 48000);
  double all = 0.0;
  double high = 0.0;
  for (std::size_t i = 4800; i + 4800 < mark.size(); ++i) {
    all += static_cast<double>(mark[i]) * mark[i];
    high += std::pow(static_cast<double>(mark[i]) - low[i], 2);
  }
  EXPECT_GT(all, 0.0);
  EXPECT_LT(high, 1e-4 * all);
}

TEST(Watermark, GainAndPolarityChangeNothing) {
  const auto sound = marked(speech_like(16000, 6.0, 9), 16000);
  const double z = found(sound, 16000).z;
  auto changed = sound;
  for (auto& sample : changed) sample *= -0.25F;
  EXPECT_NEAR(found(changed, 16000).z, z, 1e-3);
}

TEST(Watermark, OtherSpeedsAreFound) {
  const auto sound = marked(speech_like(16000, 8.0, 10), 16000);
  for (const int percent : {93, 105}) {
    const auto sped = dsp::resample(sound, percent, 100);
    const WatermarkFinding finding = found(sped, 16000);
    EXPECT_EQ(finding.payload, kMarkPayload);
    EXPECT_NEAR(finding.speed, percent / 100.0, 0.0006);
    EXPECT_GT(finding.tried, 100'000U);
  }
}

TEST(Watermark, ThePartThatIsMarkedIsNamed) {
  auto sound = speech_like(16000, 20.0, 11);
  const auto middle = marked(speech_like(16000, 10.0, 12), 16000);
  const auto end = speech_like(16000, 30.0, 13);
  sound.insert(sound.end(), middle.begin(), middle.end());
  sound.insert(sound.end(), end.begin(), end.end());
  const WatermarkFinding finding = found(sound, 16000);
  EXPECT_EQ(finding.outcome, WatermarkOutcome::Marked);
  EXPECT_EQ(finding.payload, kMarkPayload);
  EXPECT_NEAR(finding.begin_s, 20.0, 1.6);
  EXPECT_NEAR(finding.end_s, 30.0, 1.6);
}

TEST(Watermark, NumbersThatAreNoneDoNoHarm) {
  auto sound = speech_like(16000, 6.0, 14);
  sound[20'000] = std::numeric_limits<float>::quiet_NaN();
  sound[30'000] = std::numeric_limits<float>::infinity();
  sound[40'000] = 1e30F;
  (void)embed_watermark(audio::AudioView(16000, sound), key_of(1), kMarkPayload);
  const auto finding = detect_watermark(audio::AudioView(16000, sound), key_of(1));
  ASSERT_TRUE(finding.ok());
  EXPECT_NE(finding->outcome, WatermarkOutcome::Marked);
  EXPECT_TRUE(std::isfinite(finding->z));
}

TEST(Watermark, OutcomesHaveStableWords) {
  EXPECT_STREQ(to_string(WatermarkOutcome::Marked), "marked");
  EXPECT_STREQ(to_string(WatermarkOutcome::Inconclusive), "inconclusive");
  EXPECT_STREQ(to_string(WatermarkOutcome::NotMarked), "not_marked");
}

}  // namespace
}  // namespace timbre::safety
