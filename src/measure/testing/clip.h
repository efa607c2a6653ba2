#pragma once
/// Reads a recording for a test through the ffmpeg program, which keeps the decoder out of the tests of the measures:
/// as .au with 32-bit float samples, the simplest header that carries rate and channels.

#include <array>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audio/audio_buffer.h"

namespace timbre::measure {

inline std::optional<audio::AudioBuffer> read_clip(const std::filesystem::path& path) {
  const std::string command = "ffmpeg -v error -nostdin -i '" + path.string() + "' -f au -c:a pcm_f32be - 2>/dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::vector<unsigned char> bytes;
  std::array<unsigned char, 65536> part{};
  for (std::size_t got = 0; pipe && (got = std::fread(part.data(), 1, part.size(), pipe.get())) > 0;) {
    bytes.insert(bytes.end(), part.begin(), part.begin() + static_cast<std::ptrdiff_t>(got));
  }
  const auto word = [&bytes](std::size_t at) {
    return static_cast<std::uint32_t>(bytes[at]) << 24 | static_cast<std::uint32_t>(bytes[at + 1]) << 16 |
           static_cast<std::uint32_t>(bytes[at + 2]) << 8 | static_cast<std::uint32_t>(bytes[at + 3]);
  };
  constexpr std::uint32_t kMagic = 0x2e736e64;  // ".snd"
  if (bytes.size() < 24 || word(0) != kMagic) return std::nullopt;
  const std::size_t header = word(4);
  const auto channel_count = static_cast<int>(word(20));
  const std::size_t frame_count = (bytes.size() - header) / 4 / static_cast<std::size_t>(channel_count);
  audio::AudioBuffer out({static_cast<int>(word(16)), channel_count}, frame_count);
  std::size_t at = header;
  for (std::size_t i = 0; i < frame_count; ++i) {
    for (int c = 0; c < channel_count; ++c, at += 4) out.channel(c)[i] = std::bit_cast<float>(word(at));
  }
  return out;
}

}  // namespace timbre::measure

/// Declares `name` as the samples of a recording, or skips the test where ffmpeg is not installed (fails it in CI).
#define TIMBRE_TEST_CLIP(name, path)                                                 \
  const auto name##_read = ::timbre::measure::read_clip(path);                       \
  if (!name##_read) {                                                                \
    if (::timbre::in_ci()) GTEST_FAIL() << "ffmpeg cannot read " << (path);          \
    GTEST_SKIP() << "SKIPPED: ffmpeg cannot read " << (path) << "; is it installed"; \
  }                                                                                  \
  const auto& name = *name##_read
