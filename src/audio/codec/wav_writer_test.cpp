#include "audio/codec/wav_writer.h"

#include <cmath>
#include <limits>

#include "gtest/gtest.h"

#include "audio/testing/memory_sink.h"
#include "audio/testing/signals.h"

namespace timbre::audio {
namespace {

// Rung: exact for float, half a step for integers.
TEST(WavWriter, WritesWhatTheReaderReadsBack) {
  const AudioBuffer noise = scaled(stereo(white_noise(44100, 0.1, 0.2, 1), white_noise(44100, 0.1, 0.2, 2)), 0.9);
  for (const auto& [encoding, step] :
       {std::pair{WavEncoding::Pcm16, 1.0 / 32768.0}, std::pair{WavEncoding::Pcm24, 1.0 / 8388608.0},
        std::pair{WavEncoding::Float32, 0.0}}) {
    const auto bytes = encode_wav(noise.view(), encoding);
    ASSERT_TRUE(bytes.ok());
    MemorySink sink;
    const auto summary = decode_wav_bytes(*bytes, sink);
    ASSERT_TRUE(summary.ok()) << summary.error().message;
    ASSERT_EQ(summary->frame_count, noise.frame_count());
    EXPECT_EQ(sink.format_seen, noise.format());
    EXPECT_FALSE(summary->is_truncated);
    for (std::size_t i = 0; i < noise.frame_count(); ++i) {
      ASSERT_LE(std::abs(sink.all_samples[2 * i + 1] - noise.channel(1)[i]), step / 2);
    }
  }
}

TEST(WavWriter, ClampsWhatIntegersCannotHold) {
  const float infinity = std::numeric_limits<float>::infinity();
  const AudioBuffer wild(8000, {2.0F, -2.0F, infinity, -infinity, std::nanf(""), 1.0F, -1.0F});
  MemorySink sink;
  ASSERT_TRUE(decode_wav_bytes(*encode_wav(wild.view(), WavEncoding::Pcm16), sink).ok());
  const float top = 32767.0F / 32768.0F;
  EXPECT_EQ(sink.all_samples, (std::vector<float>{top, -1.0F, top, -1.0F, 0.0F, top, -1.0F}));
  MemorySink float_sink;
  ASSERT_TRUE(decode_wav_bytes(*encode_wav(wild.view(), WavEncoding::Float32), float_sink).ok());
  EXPECT_EQ(float_sink.all_samples[0], 2.0F);
  EXPECT_EQ(float_sink.all_samples[2], infinity);
  EXPECT_TRUE(std::isnan(float_sink.all_samples[4]));
}

TEST(WavWriter, PadsOddDataAndRefusesBadFormats) {
  const auto odd = encode_wav(AudioBuffer(8000, {0.5F}).view(), WavEncoding::Pcm24);
  ASSERT_TRUE(odd.ok());
  EXPECT_EQ(odd->size(), 48U);
  EXPECT_FALSE(encode_wav(AudioBuffer(4000, {0.5F}).view(), WavEncoding::Pcm16).ok());
}

}  // namespace
}  // namespace timbre::audio
