#include "measure/take_meter.h"

#include <cmath>
#include <limits>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "measure/testing/speech_like.h"

namespace timbre::measure {
namespace {

using audio::AudioBuffer;

/// Speech of 0.7 s, `speech_count` times, between pauses of the same length: something to do for every meter.
AudioBuffer speech(int rate_hz, int speech_count) { return speech_and_pauses(rate_hz, speech_count, 0.7, 0.1, 0.0005); }

AudioBuffer many_channels(const AudioBuffer& mono, int channel_count) {
  AudioBuffer out({mono.format().sample_rate_hz, channel_count}, mono.frame_count());
  for (int c = 0; c < channel_count; ++c) {
    for (std::size_t i = 0; i < mono.frame_count(); ++i)
      out.channel(c)[i] = mono.channel(0)[i] / static_cast<float>(1 + c);
  }
  return out;
}

TakeMeasurements measured(const AudioBuffer& take) { return measure_take(take.view()).value().measurements; }

TakeMeasurements measured_in_pieces(const AudioBuffer& take, std::size_t frames) {
  TakeMeter meter(take.format());
  const auto view = take.view();
  for (std::size_t start = 0; start < view.frame_count(); start += frames) meter.push(view.slice(start, frames));
  audio::StoredFormat stored;
  stored.sample_rate_hz = view.sample_rate_hz();
  stored.channel_count = view.channel_count();
  return meter.finish(stored).measurements;
}

void expect_same_readings(const Readings& a, const Readings& b) {
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    const auto id = static_cast<MeasureId>(i);
    EXPECT_EQ(a[id].value, b[id].value) << measure_info(id).name;
    EXPECT_EQ(a[id].why, b[id].why) << measure_info(id).name;
  }
}

void expect_same(const TakeMeasurements& a, const TakeMeasurements& b) {
  expect_same_readings(a.readings, b.readings);
  EXPECT_EQ(a.findings.channels, b.findings.channels);
  EXPECT_EQ(a.findings.analysis_signal, b.findings.analysis_signal);
  EXPECT_EQ(a.findings.non_finite_count, b.findings.non_finite_count);
  EXPECT_EQ(a.findings.no_speech, b.findings.no_speech);
  EXPECT_EQ(a.findings.gated, b.findings.gated);
  EXPECT_EQ(a.findings.hum_mains_hz, b.findings.hum_mains_hz);
  ASSERT_EQ(a.events.size(), b.events.size());
  for (std::size_t i = 0; i < a.events.size(); ++i) {
    EXPECT_EQ(a.events[i].kind, b.events[i].kind);
    EXPECT_EQ(a.events[i].range.start_s, b.events[i].range.start_s);
    EXPECT_EQ(a.events[i].range.end_s, b.events[i].range.end_s);
  }
}

/// Every reading is a finite number or says why there is none.
void expect_sound(const TakeMeasurements& take) {
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    const auto id = static_cast<MeasureId>(i);
    const Reading& reading = take.readings[id];
    EXPECT_EQ(reading.value.has_value(), reading.why.empty()) << measure_info(id).name << " " << reading.why;
    EXPECT_TRUE(std::isfinite(reading.value.value_or(0.0))) << measure_info(id).name;
  }
}

// exact: however the samples come, the measurements are the same bits.
TEST(TakeMeter, AnyChunkingGivesTheSameMeasurements) {
  const AudioBuffer take = speech(44100, 2);
  const TakeMeasurements whole = measured(take);
  EXPECT_TRUE(whole.readings[MeasureId::SpeechLevelDbfs].value) << whole.readings[MeasureId::SpeechLevelDbfs].why;
  for (const std::size_t frames : {7U, 4096U, 65536U}) {
    SCOPED_TRACE(frames);
    expect_same(whole, measured_in_pieces(take, frames));
  }
  const AudioBuffer brief = speech(16000, 1);
  expect_same(measured(brief), measured_in_pieces(brief, 1));
}

TEST(TakeMeter, AnyChunkingOfSeveralChannelsToo) {
  const AudioBuffer mono = speech(16000, 2);
  const AudioBuffer take = audio::stereo(mono, mixed(mono, audio::white_noise(16000, 3.5, 0.01, 9)));
  for (const std::size_t frames : {7U, 4096U}) {
    SCOPED_TRACE(frames);
    expect_same(measured(take), measured_in_pieces(take, frames));
  }
}

// definition: BS.1770 sums the channels' power, so the same voice on two channels is 3.01 LU louder; what is read from
// the analysis signal is the same bits.
TEST(TakeMeter, OneVoiceOnTwoChannelsIsOneVoice) {
  const AudioBuffer mono = speech(16000, 2);
  const TakeMeasurements one = measured(mono);
  const TakeMeasurements two = measured(audio::stereo(mono, mono));
  EXPECT_EQ(two.findings.channels, ChannelLayout::DualMono);
  for (const MeasureId id :
       {MeasureId::SnrDb, MeasureId::SpeechLevelDbfs, MeasureId::NoiseFloorDbfs, MeasureId::BandwidthHz,
        MeasureId::F0MedianHz, MeasureId::SyllableRateHz, MeasureId::ClippedPercent, MeasureId::TruePeakDbtp}) {
    EXPECT_EQ(one.readings[id].value, two.readings[id].value) << measure_info(id).name;
  }
  EXPECT_NEAR(*two.readings[MeasureId::LoudnessLufs].value - *one.readings[MeasureId::LoudnessLufs].value, 3.0103,
              0.001);
}

TEST(TakeMeter, AnInvertedChannelSilencesNothing) {
  const AudioBuffer mono = speech(16000, 2);
  const TakeMeasurements inverted = measured(audio::stereo(mono, audio::scaled(mono, -1.0)));
  EXPECT_EQ(inverted.findings.channels, ChannelLayout::Inverted);
  EXPECT_FALSE(inverted.findings.is_silent);
  EXPECT_TRUE(inverted.readings[MeasureId::SpeechLevelDbfs].value);
  EXPECT_EQ(inverted.readings[MeasureId::SpeechLevelDbfs].value,
            measured(mono).readings[MeasureId::SpeechLevelDbfs].value);
}

TEST(TakeMeter, ADeadChannelIsNamedAndLeftOut) {
  const AudioBuffer mono = speech(16000, 2);
  const TakeMeasurements half_dead = measured(audio::stereo(mono, audio::silence(16000, 3.5)));
  EXPECT_EQ(half_dead.findings.channels, ChannelLayout::DeadChannel);
  EXPECT_NE(half_dead.findings.analysis_signal.find("channel 2"), std::string::npos)
      << half_dead.findings.analysis_signal;
  EXPECT_EQ(half_dead.readings[MeasureId::SpeechLevelDbfs].value,
            measured(mono).readings[MeasureId::SpeechLevelDbfs].value);
}

TEST(TakeMeter, WhatIsNoNumberIsCountedAndReadAsZero) {
  AudioBuffer broken = speech(16000, 2);
  AudioBuffer repaired = broken;
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const std::vector<std::pair<std::size_t, float>> faults{
      {0, kNan}, {9000, kInfinity}, {9001, -kInfinity}, {31999, kNan}};
  for (const auto& [at, value] : faults) {
    broken.channel(0)[at] = value;
    repaired.channel(0)[at] = 0.0F;
  }
  const TakeMeasurements take = measured(broken);
  EXPECT_EQ(take.findings.non_finite_count, faults.size());
  expect_sound(take);
  expect_same_readings(take.readings, measured(repaired).readings);
}

TEST(TakeMeter, AnEmptyTakeHasReasonsInsteadOfValues) {
  for (const int channels : {1, 2, 8}) {
    const TakeMeasurements take = measured(AudioBuffer({48000, channels}, 0));
    expect_sound(take);
    EXPECT_TRUE(take.findings.is_silent);
    EXPECT_EQ(take.readings[MeasureId::DurationS].value, 0.0);
    for (const MeasureId id : {MeasureId::SnrDb, MeasureId::SpeechLevelDbfs, MeasureId::LoudnessLufs,
                               MeasureId::TruePeakDbtp, MeasureId::ClippedPercent, MeasureId::F0MedianHz}) {
      EXPECT_FALSE(take.readings[id].value) << measure_info(id).name;
    }
  }
}

TEST(TakeMeter, AConstantIsNoSound) {
  AudioBuffer take = audio::silence(16000, 2.0);
  for (float& x : take.channel(0)) x = 0.25F;
  const TakeMeasurements constant = measured(take);
  expect_sound(constant);
  EXPECT_TRUE(constant.findings.is_dc_only);
  EXPECT_TRUE(constant.findings.no_speech);
  EXPECT_FALSE(constant.findings.is_silent);
  EXPECT_NEAR(constant.readings[MeasureId::DcOffset].value.value_or(0.0), 0.25, 1e-6);
}

TEST(TakeMeter, SilenceIsSilence) {
  const TakeMeasurements take = measured(audio::silence(48000, 2.0));
  expect_sound(take);
  EXPECT_TRUE(take.findings.is_silent);
  EXPECT_TRUE(take.findings.no_speech);
  EXPECT_FALSE(take.readings[MeasureId::SnrDb].value);
}

TEST(TakeMeter, OneFrameIsATake) {
  for (const int rate_hz : {8000, 48000, 192000}) {
    const TakeMeasurements take = measured(AudioBuffer(rate_hz, std::vector<float>{0.5F}));
    expect_sound(take);
    EXPECT_EQ(take.readings[MeasureId::DurationS].value, 1.0 / rate_hz);
    EXPECT_FALSE(take.readings[MeasureId::SnrDb].value);
  }
}

// property: the same sound at any rate is the same take, within what a rate can hold.
TEST(TakeMeter, EveryRateAndEightChannels) {
  const double pitch_hz = *measured(speech(16000, 4)).readings[MeasureId::F0MedianHz].value;
  EXPECT_GT(pitch_hz, 80.0);
  EXPECT_LT(pitch_hz, 160.0);
  for (const int rate_hz : {8000, 11025, 44100, 192000}) {
    SCOPED_TRACE(rate_hz);
    const TakeMeasurements mono = measured(speech(rate_hz, 4));
    expect_sound(mono);
    EXPECT_EQ(mono.readings[MeasureId::SampleRateHz].value, rate_hz);
    EXPECT_NEAR(*mono.readings[MeasureId::DurationS].value, 6.3, 9.0 / rate_hz);
    EXPECT_NEAR(mono.readings[MeasureId::F0MedianHz].value.value_or(0.0), pitch_hz, 0.03 * pitch_hz)
        << mono.readings[MeasureId::F0MedianHz].why;
    const TakeMeasurements eight = measured(many_channels(speech(rate_hz, 1), 8));
    expect_sound(eight);
    EXPECT_EQ(eight.findings.channels, ChannelLayout::Multichannel);
  }
}

TEST(TakeMeter, ARateOutsideTheLimitsIsRefused) {
  for (const int rate_hz : {0, 7999, 192001}) {
    EXPECT_FALSE(measure_take(AudioBuffer({rate_hz, 1}, 10).view()).ok()) << rate_hz;
  }
}

TEST(TakeMeter, CurvesAreKeptOnlyWhenAskedAndChangeNothing) {
  const AudioBuffer take = speech(16000, 2);
  const auto bare = measure_take(take.view());
  const auto drawn = measure_take(take.view(), {.curves = KeepCurves::Yes});
  EXPECT_FALSE(bare->curves);
  ASSERT_TRUE(drawn->curves);
  EXPECT_FALSE(drawn->curves->momentary_lufs.empty());
  expect_same(bare->measurements, drawn->measurements);
}

}  // namespace
}  // namespace timbre::measure
