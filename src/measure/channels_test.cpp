#include "measure/channels.h"

#include <cmath>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "measure/testing/chunks.h"

namespace timbre::measure {
namespace {

using audio::AudioBuffer;

AudioBuffer three(const AudioBuffer& a, const AudioBuffer& b, const AudioBuffer& c) {
  AudioBuffer out({a.format().sample_rate_hz, 3}, a.frame_count());
  for (const auto& [index, from] : {std::pair{0, &a}, {1, &b}, {2, &c}}) {
    std::copy(from->channel(0).begin(), from->channel(0).end(), out.channel(index).begin());
  }
  return out;
}

class Channels : public ::testing::Test {
 protected:
  AudioBuffer voice = audio::white_noise(16000, 2.0, 0.1, 1);
  AudioBuffer other = audio::white_noise(16000, 2.0, 0.1, 2);
  AudioBuffer nothing = audio::silence(16000, 2.0);
};

TEST_F(Channels, AreRelated) {
  const auto layout = [](const AudioBuffer& take) { return measure_channels(take.view()).layout; };
  EXPECT_EQ(layout(voice), ChannelLayout::Mono);
  EXPECT_EQ(layout(audio::stereo(voice, voice)), ChannelLayout::DualMono);
  EXPECT_EQ(layout(audio::stereo(voice, audio::scaled(voice, 1.011))), ChannelLayout::DualMono);  // 0.095 dB
  EXPECT_EQ(layout(audio::stereo(voice, audio::scaled(voice, 1.013))), ChannelLayout::Stereo);    // 0.112 dB
  EXPECT_EQ(layout(audio::stereo(voice, other)), ChannelLayout::Stereo);
  EXPECT_EQ(layout(audio::stereo(voice, audio::scaled(voice, -1.0))), ChannelLayout::Inverted);
  EXPECT_EQ(layout(audio::stereo(audio::scaled(voice, -0.3), voice)), ChannelLayout::Inverted);
  EXPECT_EQ(layout(audio::stereo(voice, nothing)), ChannelLayout::DeadChannel);
  EXPECT_EQ(layout(audio::stereo(audio::scaled(voice, 0.0099), voice)), ChannelLayout::DeadChannel);
  EXPECT_EQ(layout(audio::stereo(audio::scaled(voice, 0.0101), voice)), ChannelLayout::Stereo);
  EXPECT_EQ(layout(audio::stereo(nothing, nothing)), ChannelLayout::DualMono);
  EXPECT_EQ(layout(three(voice, other, voice)), ChannelLayout::Multichannel);
  EXPECT_EQ(layout(three(voice, other, nothing)), ChannelLayout::DeadChannel);
  EXPECT_EQ(layout(AudioBuffer({16000, 2}, 0)), ChannelLayout::DualMono);
}

// A constant is no signal: it neither makes a channel live nor correlates two.
TEST_F(Channels, AreJudgedWithoutTheirDc) {
  const AudioBuffer constant(16000, std::vector<float>(voice.frame_count(), 0.3F));
  EXPECT_EQ(measure_channels(audio::stereo(voice, constant).view()).layout, ChannelLayout::DeadChannel);
  const auto relation =
      measure_channels(audio::stereo(audio::mixed(voice, constant), audio::mixed(other, constant)).view());
  EXPECT_EQ(relation.layout, ChannelLayout::Stereo);
  EXPECT_NEAR(relation.correlation[1 - static_cast<std::size_t>(relation.loudest)], 0.0, 0.02);
}

TEST_F(Channels, AnyChunkingGivesTheSameBits) {
  const auto take = three(voice, other, audio::scaled(voice, -0.5));
  const auto whole = measure_channels(take.view());
  for (const std::size_t chunk : {1U, 7U, 1023U, 5000U}) {
    const auto pieces = measured_in_chunks(ChannelMeter(take.format()), take.view(), chunk);
    EXPECT_EQ(pieces.correlation, whole.correlation) << chunk;
    EXPECT_EQ(pieces.level_dbfs, whole.level_dbfs) << chunk;
  }
}

TEST_F(Channels, AnInvertedPairDoesNotSilenceTheAnalysisSignal) {
  const auto mixed = analysis_signal(audio::stereo(voice, audio::scaled(voice, -1.0)).view());
  EXPECT_NEAR(audio::rms(mixed.channel(0)), 0.1, 0.002);
  EXPECT_EQ(std::vector<float>(mixed.channel(0).begin(), mixed.channel(0).end()),
            std::vector<float>(voice.channel(0).begin(), voice.channel(0).end()));
}

// Rung "property": whatever the correlation, the mix keeps at least −4 dB of the loudest channel.
TEST_F(Channels, NoCorrelationSilencesTheAnalysisSignal) {
  for (double r = -1.0; r <= 1.0; r += 0.05) {
    auto second = voice;
    for (std::size_t i = 0; i < second.frame_count(); ++i) {
      second.channel(0)[i] =
          static_cast<float>(r * voice.channel(0)[i] + std::sqrt(std::max(0.0, 1.0 - r * r)) * other.channel(0)[i]);
    }
    const auto mixed = analysis_signal(audio::stereo(voice, second).view());
    EXPECT_GT(audio::rms(mixed.channel(0)), 0.1 * 0.63) << r;
  }
}

TEST_F(Channels, MixSaysWhatItDid) {
  const auto said = [](const AudioBuffer& take) { return decide_mix(take.view()).description; };
  EXPECT_EQ(said(voice), "the only channel");
  EXPECT_EQ(said(audio::stereo(voice, voice)), "mean of 2 channels");
  EXPECT_EQ(said(audio::stereo(voice, audio::scaled(voice, -0.5))),
            "mean of 2 channels; channel 2 inverted before adding");
  EXPECT_EQ(said(audio::stereo(nothing, voice)), "channel 2; channel 1 left out (40 dB or more quieter)");
  EXPECT_EQ(said(audio::stereo(nothing, nothing)), "mean of 2 channels");
}

TEST_F(Channels, TheMixOfBlocksIsTheMixOfTheTake) {
  const auto take = three(voice, other, audio::scaled(voice, -0.5));
  const auto whole = analysis_signal(take.view());
  MonoMixer mixer(decide_mix(take.view()));
  std::vector<float> pieces;
  for (std::size_t i = 0; i < take.frame_count(); i += 777) {
    const auto part = mixer.mix(take.view().slice(i, 777));
    pieces.insert(pieces.end(), part.begin(), part.end());
  }
  EXPECT_EQ(pieces, std::vector<float>(whole.channel(0).begin(), whole.channel(0).end()));
}

}  // namespace
}  // namespace timbre::measure
