/// The bars of docs/bandwidth-accuracy.md on part of the clips: within 500 Hz of every cut-off.

#include "gtest/gtest.h"

#include "colour/bandwidth_conditions.h"

namespace timbre::colour {
namespace {

// Definition: real speech that was cut at a known frequency, with and without noise, is measured within 500 Hz.
TEST(BandwidthOnRealSpeech, WithinFiveHundredHertzOfTheCutoff) {
  TIMBRE_TEST_DATA(room_path, "noise/ch08_sm006.wav");
  const auto room = load_clip(room_path);
  ASSERT_TRUE(room);
  int count = 0;
  double worst = 0.0;
  for (const Clip& clip : some_speech_clips()) {
    const double own_hz = measured(clip.samples, clip.rate_hz).bandwidth_hz.value.value_or(0.0);
    for (const auto& [name, damage] : damages(room->samples)) {
      for (const double cutoff_hz : kCutoffsHz) {
        if (own_hz < cutoff_hz + 200.0) continue;
        const auto found = measured(damage(clip, cutoff_hz), clip.rate_hz);
        ASSERT_TRUE(found.bandwidth_hz.value) << name << clip.name;
        EXPECT_NEAR(*found.bandwidth_hz.value, cutoff_hz, 500.0) << name << " " << clip.name;
        worst = std::max(worst, std::abs(*found.bandwidth_hz.value - cutoff_hz));
        ++count;
      }
    }
  }
  std::printf("bandwidth: worst error of %d cases %.0f Hz\n", count, worst);
  EXPECT_GT(count, 400);
}

// Property: full-band originals reach at least 85 % of half the rate and are accused of nothing.
TEST(BandwidthOnRealSpeech, FullBandClipsAreNotAccused) {
  TIMBRE_TEST_DATA(folder, "speech");
  for (const Clip& clip : some_speech_clips()) {
    // The one is a broadcast of 1961; the other stops at 7.3 kHz in a 48 kHz file.
    if (clip.name == "jfk" || clip.name.starts_with("de_rhasspy")) continue;
    const auto found = measured(clip.samples, clip.rate_hz);
    EXPECT_GE(found.bandwidth_hz.value.value_or(0.0), 0.85 * clip.rate_hz / 2.0) << clip.name;
    EXPECT_FALSE(found.upsampled) << clip.name;
    EXPECT_FALSE(found.lossy_low_pass_hz) << clip.name;
  }
}

// Property: what MP3 at 96 and 128 kbit/s cuts off a full-band recording is named.
TEST(BandwidthOnRealSpeech, TheLowPassOfMp3IsNamed) {
  TIMBRE_TEST_DATA(path, "speech/vctk/p234_003.wav");
  for (const Codec& codec : kCodecs) {
    const std::string name = codec.name;
    if (name != "MP3 96 kbit/s" && name != "MP3 128 kbit/s") continue;
    const auto back = coded(path, codec);
    if (!back) GTEST_SKIP() << "SKIPPED: this ffmpeg has no MP3 encoder";
    const auto found = measured(back->samples, back->rate_hz);
    ASSERT_TRUE(found.lossy_low_pass_hz) << name;
    EXPECT_GT(*found.lossy_low_pass_hz, 14500.0);
    EXPECT_LT(*found.lossy_low_pass_hz, 20500.0);
  }
}

}  // namespace
}  // namespace timbre::colour
