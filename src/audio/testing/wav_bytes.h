#pragma once
/// WAV files put together byte by byte, right and wrong ones.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "audio/codec/little_endian.h"

namespace timbre::audio {

struct WavBytes {
  std::string id = "RIFF";
  std::uint16_t format_tag = 1;
  std::uint16_t channel_count = 1;
  std::uint32_t rate_hz = 48000;
  std::uint16_t bits = 16;                       ///< of the container: whole bytes
  std::optional<std::uint16_t> valid_bits;       ///< makes it WAVE_FORMAT_EXTENSIBLE
  std::uint32_t channel_mask = 0;                ///< of an extensible format
  std::string before_format;                     ///< whole chunks
  std::string before_data;                       ///< whole chunks
  std::string data;                              ///< the sound
  std::string after_data;                        ///< whole chunks
  std::optional<std::uint32_t> said_data_bytes;  ///< instead of data.size()
  std::optional<std::uint32_t> said_riff_bytes;  ///< instead of the true number

  [[nodiscard]] std::string format_chunk() const {
    std::string body;
    const auto frame_bytes = static_cast<std::uint16_t>(channel_count * (bits / 8));
    put_little_endian(body, valid_bits ? std::uint16_t{0xFFFE} : format_tag);
    put_little_endian(body, channel_count);
    put_little_endian(body, rate_hz);
    put_little_endian(body, rate_hz * frame_bytes);
    put_little_endian(body, frame_bytes);
    put_little_endian(body, bits);
    if (valid_bits) {
      put_little_endian(body, std::uint16_t{22});
      put_little_endian(body, *valid_bits);
      put_little_endian(body, channel_mask);
      put_little_endian(body, format_tag);
      body += std::string_view("\x00\x00\x00\x00\x10\x00\x80\x00\x00\xAA\x00\x38\x9B\x71", 14);
    }
    return chunk("fmt ", body);
  }

  [[nodiscard]] static std::string chunk(std::string_view id, std::string_view body) {
    std::string out(id);
    put_little_endian(out, static_cast<std::uint32_t>(body.size()));
    out += body;
    if (body.size() % 2 != 0) out.push_back('\0');
    return out;
  }

  [[nodiscard]] std::string bytes() const {
    std::string body = "WAVE" + before_format + format_chunk() + before_data + "data";
    put_little_endian(body, said_data_bytes.value_or(static_cast<std::uint32_t>(data.size())));
    body += data;
    if (!after_data.empty() && data.size() % 2 != 0) body.push_back('\0');
    body += after_data;
    std::string out = id;
    put_little_endian(out, said_riff_bytes.value_or(static_cast<std::uint32_t>(body.size())));
    return out + body;
  }
};

/// Little-endian 16-bit samples.
inline std::string pcm16(std::initializer_list<int> samples) {
  std::string out;
  for (const int sample : samples) put_little_endian(out, static_cast<std::uint16_t>(sample));
  return out;
}

}  // namespace timbre::audio
