#include "measure/voice_meter.h"

#include <cmath>
#include <limits>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "dsp/decibel.h"
#include "dsp/resample.h"
#include "measure/testing/speech_like.h"

namespace timbre::measure {
namespace {

// Definition: white noise under bursts of known level.
TEST(VoiceMeter, ReadsAKnownRatioAndFloor) {
  for (const int rate : {8000, 16000, 44100}) {
    for (const double snr_db : {10.0, 20.0, 30.0, 45.0}) {
      const double noise = 0.1 * dsp::db_to_amplitude(-snr_db);
      const auto clean = measure_voice(speech_and_pauses(rate, 5, 1.0, 0.1, 0.0).view());
      const auto found = measure_voice(speech_and_pauses(rate, 5, 1.0, 0.1, noise).view());
      const double wanted = *clean->speech_level_dbfs.value - dsp::amplitude_to_db(noise);
      EXPECT_NEAR(found->snr_db.value.value_or(-99), wanted, 1.5) << rate << " Hz, " << snr_db;
      EXPECT_NEAR(found->noise_floor_dbfs.value.value_or(-99), dsp::amplitude_to_db(noise), 0.6)
          << rate << " " << snr_db;
      EXPECT_FALSE(found->gating.gated || found->gating.noise_suppressed || found->gating.digital_silence);
      EXPECT_NEAR(found->silence_percent.value.value_or(-1), 100.0 * 6 / 11, 4.0);
      EXPECT_NEAR(found->silence_start_s.value.value_or(-1), 1.0, 0.1);
      EXPECT_NEAR(found->silence_end_s.value.value_or(-1), 1.0, 0.1);
      EXPECT_FALSE(found->cut_start || found->cut_end);
    }
  }
}

TEST(VoiceMeter, NamesDigitalSilenceAndCuts) {
  const auto take = speech_and_pauses(16000, 4, 0.8, 0.1, 0.0);
  const auto found = measure_voice(take.view());
  EXPECT_TRUE(found->gating.digital_silence);
  EXPECT_FALSE(found->snr_room_db.value.has_value());
  const auto inside = measure_voice(take.view().slice(16000, 16000 * 4));  // from 1.0 s (speech) to 5.0 s (pause)
  EXPECT_TRUE(inside->cut_start);
  EXPECT_FALSE(inside->cut_end);
  const auto to_speech = measure_voice(take.view().slice(0, 97120));  // 6.07 s lies in a vowel
  EXPECT_FALSE(to_speech->cut_start);
  EXPECT_TRUE(to_speech->cut_end);
}

TEST(VoiceMeter, SaysWhyThereIsNoValue) {
  for (const auto& take : {audio::silence(16000, 0.0), audio::silence(16000, 2.0), audio::silence(48000, 0.004)}) {
    const auto found = measure_voice(take.view());
    for (const Reading& reading : {found->snr_db, found->snr_room_db, found->snr_wada_db, found->noise_floor_dbfs,
                                   found->speech_level_dbfs, found->silence_start_s, found->silence_end_s}) {
      EXPECT_FALSE(reading.value.has_value());
      EXPECT_FALSE(reading.why.empty());
    }
    EXPECT_TRUE(found->no_speech);
  }
  const auto noise = measure_voice(audio::white_noise(16000, 4.0, 0.01, 9).view());
  EXPECT_TRUE(noise->no_speech);
  EXPECT_FALSE(noise->snr_db.value.has_value());
  EXPECT_NEAR(noise->noise_floor_dbfs.value.value_or(-99), -40.0, 0.5);
}

TEST(VoiceMeter, DoesNotMindDcOrBrokenSamples) {
  auto take = speech_and_pauses(16000, 4, 0.8, 0.05, 0.0005);
  const auto plain = measure_voice(take.view());
  auto dc = take;
  for (float& x : dc.channel(0)) x += 0.25F;
  const auto found = measure_voice(dc.view());
  EXPECT_NEAR(*found->snr_db.value, *plain->snr_db.value, 0.3);
  EXPECT_NEAR(*found->speech_level_dbfs.value, *plain->speech_level_dbfs.value, 0.1);
  EXPECT_NEAR(*found->noise_floor_dbfs.value, *plain->noise_floor_dbfs.value, 0.3);
  take.channel(0)[5000] = std::numeric_limits<float>::quiet_NaN();
  take.channel(0)[9000] = std::numeric_limits<float>::infinity();
  EXPECT_TRUE(measure_voice(take.view()).ok());
}

// Property: the blocks in which the 16 kHz signal comes do not matter.
TEST(VoiceMeter, DoesNotDependOnChunks) {
  const auto take = speech_and_pauses(22050, 3, 0.8, 0.05, 0.002);
  const auto low = dsp::resample(take.channel(0), 22050, 16000, dsp::ResampleQuality::Analysis);
  const auto run = [&](std::size_t chunk) {
    VoiceMeter meter(22050);
    dsp::Stft stft(22050, [&meter](const dsp::SpectrumFrame& frame) { meter.push(frame); });
    const auto samples = take.channel(0);
    for (std::size_t i = 0; i < samples.size(); i += chunk)
      stft.push(samples.subspan(i, std::min(chunk, samples.size() - i)));
    stft.finish();
    for (std::size_t i = 0; i < low.size(); i += chunk) {
      meter.push_16k(std::span<const float>(low).subspan(i, std::min(chunk, low.size() - i)));
    }
    return meter.finish();
  };
  const auto whole = run(1U << 20U);
  for (const std::size_t chunk : {1U, 37U, 4096U}) {
    const auto part = run(chunk);
    EXPECT_EQ(part.activity.is_speech, whole.activity.is_speech);
    EXPECT_EQ(part.snr_db.value, whole.snr_db.value);
    EXPECT_EQ(part.snr_wada_db.value, whole.snr_wada_db.value);
    EXPECT_EQ(part.speech_level_dbfs.value, whole.speech_level_dbfs.value);
    EXPECT_EQ(part.noise_floor_dbfs.value, whole.noise_floor_dbfs.value);
  }
}

}  // namespace
}  // namespace timbre::measure
