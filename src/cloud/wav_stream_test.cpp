// Property: a stream gives the samples of the file whatever the cuts. Definition: which headers and ends are refused.
#include "cloud/wav_stream.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

#include "audio/audio_buffer.h"
#include "audio/codec/wav_writer.h"
#include "base/random.h"

namespace timbre::cloud {
namespace {

struct Heard {
  std::vector<float> samples;
  int sample_rate_hz = 0;
  Result<void> result;
};

Heard heard(std::string_view bytes, Random& random, std::size_t longest) {
  Heard all;
  WavStream stream([&](int rate_hz, std::span<const float> mono) -> Result<void> {
    all.sample_rate_hz = rate_hz;
    all.samples.insert(all.samples.end(), mono.begin(), mono.end());
    return {};
  });
  while (!bytes.empty() && all.result.ok()) {
    const std::size_t count = 1 + random.next() % longest;
    all.result = stream.push(bytes.substr(0, count));
    bytes.remove_prefix(std::min(count, bytes.size()));
  }
  if (all.result.ok()) all.result = stream.finish();
  return all;
}

audio::AudioBuffer noise(int channels, std::size_t frames) {
  SeededRandom random(7);
  audio::AudioBuffer audio({22'050, channels}, frames);
  for (int channel = 0; channel < channels; ++channel) {
    for (float& sample : audio.channel(channel)) sample = static_cast<float>(random.uniform() - 0.5);
  }
  return audio;
}

/// The four bytes at `at` become a length.
std::string with_length(std::string wav, std::size_t at, std::uint32_t length) {
  for (std::size_t i = 0; i < 4; ++i) wav[at + i] = static_cast<char>(length >> (8 * i));
  return wav;
}

std::size_t data_length_at(const std::string& wav) { return wav.find("data") + 4; }

TEST(WavStream, GivesTheSamplesOfTheFileWhateverTheCuts) {
  SeededRandom random(1);
  for (const auto encoding : {audio::WavEncoding::Pcm16, audio::WavEncoding::Pcm24, audio::WavEncoding::Float32}) {
    for (const int channels : {1, 2}) {
      const audio::AudioBuffer audio = noise(channels, 3000);
      const std::string wav = audio::encode_wav(audio.view(), encoding).value();
      const std::string endless = with_length(with_length(wav, 4, 0xFFFFFFFF), data_length_at(wav), 0xFFFFFFFF);
      for (const std::size_t longest : {1, 2, 3, 5, 64, 10'000}) {
        for (const std::string& bytes : {wav, endless}) {
          const Heard all = heard(bytes, random, longest);
          ASSERT_TRUE(all.result.ok()) << all.result.error().message;
          EXPECT_EQ(all.sample_rate_hz, 22'050);
          ASSERT_EQ(all.samples.size(), 3000U);
          for (std::size_t i = 0; i < all.samples.size(); ++i) {
            float mean = 0;
            for (int channel = 0; channel < channels; ++channel) mean += audio.channel(channel)[i];
            ASSERT_NEAR(all.samples[i], mean / static_cast<float>(channels), 1.0 / 32'000);
          }
        }
      }
    }
  }
}

TEST(WavStream, TakesThePlaceholdersOfStreamingServers) {
  SeededRandom random(2);
  const std::string wav = audio::encode_wav(noise(1, 500).view(), audio::WavEncoding::Pcm16).value();
  for (const std::uint32_t riff : {0x7FFFFFFFU - 36, 0xFFFFFFFFU, 0U}) {
    for (const std::uint32_t data : {0xFFFFFFFFU, 0x7FFFFFFFU, 0x7FFFFFFFU - 36}) {
      const std::string bytes = with_length(with_length(wav, 4, riff), data_length_at(wav), data);
      const Heard all = heard(bytes, random, 17);
      EXPECT_TRUE(all.result.ok());
      EXPECT_EQ(all.samples.size(), 500U);
    }
  }
  EXPECT_EQ(heard(with_length(with_length(wav, 4, 0), data_length_at(wav), 0), random, 17).samples.size(), 500U);
}

TEST(WavStream, WhatFollowsTheSoundIsNoSound) {
  SeededRandom random(3);
  const std::string wav = audio::encode_wav(noise(1, 500).view(), audio::WavEncoding::Pcm16).value();
  const Heard all = heard(wav + "LIST\x04" + std::string(3, '\0') + "abcd", random, 9);
  EXPECT_TRUE(all.result.ok());
  EXPECT_EQ(all.samples.size(), 500U);
}

TEST(WavStream, SaysWhereItIsCutOff) {
  SeededRandom random(4);
  const std::string wav = audio::encode_wav(noise(1, 500).view(), audio::WavEncoding::Pcm16).value();
  const std::size_t start = data_length_at(wav) + 4;
  for (std::size_t length = 1; length < wav.size(); length += 1 + length / 20) {
    const Heard all = heard(std::string_view(wav).substr(0, length), random, 13);
    ASSERT_FALSE(all.result.ok()) << length;
    EXPECT_EQ(all.result.error().kind, ErrorKind::Corrupt) << length;
    EXPECT_EQ(all.samples.size(), length < start ? 0 : (length - start) / 2);
  }
  const std::string endless = with_length(wav, data_length_at(wav), 0xFFFFFFFF);
  EXPECT_FALSE(heard(std::string_view(endless).substr(0, wav.size() - 1), random, 13).result.ok()) << "half a sample";
}

TEST(WavStream, RefusesWhatIsNoPlainSound) {
  SeededRandom random(5);
  const std::string wav = audio::encode_wav(noise(1, 500).view(), audio::WavEncoding::Pcm16).value();
  EXPECT_EQ(heard(with_length(wav, 24, 4000), random, 100).result.error().kind, ErrorKind::InvalidInput) << "4 kHz";
  std::string mp3 = wav;
  mp3[20] = 0x55;
  EXPECT_EQ(heard(mp3, random, 100).result.error().kind, ErrorKind::InvalidInput);
  EXPECT_FALSE(heard("RIFF" + std::string(200'000, '\0'), random, 1000).result.ok());
  audio::AudioBuffer broken = noise(1, 500);
  broken.channel(0)[400] = std::numeric_limits<float>::quiet_NaN();
  const std::string nan = audio::encode_wav(broken.view(), audio::WavEncoding::Float32).value();
  EXPECT_EQ(heard(nan, random, 100).result.error().kind, ErrorKind::Corrupt);
}

TEST(WavStream, HostileBytesAreAnErrorAndNoMore) {
  SeededRandom random(6);
  const std::string wav = audio::encode_wav(noise(1, 50).view(), audio::WavEncoding::Pcm16).value();
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = wav;
    for (int flips = 0; flips < 4; ++flips) bytes[random.next() % 60] = static_cast<char>(random.next());
    const Heard all = heard(bytes, random, 40);
    EXPECT_LE(all.samples.size(), 100U);
    for (const float sample : all.samples) EXPECT_TRUE(std::isfinite(sample));
  }
}

}  // namespace
}  // namespace timbre::cloud
