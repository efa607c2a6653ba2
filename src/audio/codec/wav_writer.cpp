#include "audio/codec/wav_writer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "audio/codec/little_endian.h"

namespace timbre::audio {
namespace {

constexpr std::uint64_t kMaxRiffBytes = 0xFFFFFFF0U;
constexpr std::uint32_t kHeaderBytes = 44;

std::size_t stored_bytes(WavEncoding encoding) {
  if (encoding == WavEncoding::Pcm16) return 2;
  return encoding == WavEncoding::Pcm24 ? 3 : 4;
}

std::int32_t quantised(float sample, double full_scale) {
  if (std::isnan(sample)) return 0;
  const double scaled = std::nearbyint(static_cast<double>(sample) * full_scale);
  return static_cast<std::int32_t>(std::clamp(scaled, -full_scale, full_scale - 1.0));
}

void put_sample(std::string& out, float sample, WavEncoding encoding) {
  if (encoding == WavEncoding::Float32) return put_little_endian(out, std::bit_cast<std::uint32_t>(sample));
  if (encoding == WavEncoding::Pcm16) {
    return put_little_endian(out, static_cast<std::uint16_t>(quantised(sample, 32768.0)));
  }
  const auto value = static_cast<std::uint32_t>(quantised(sample, 8388608.0));
  put_little_endian(out, static_cast<std::uint16_t>(value));
  put_little_endian(out, static_cast<std::uint8_t>(value >> 16U));
}

void put_header(std::string& out, const AudioFormat& format, WavEncoding encoding, std::uint32_t data_bytes) {
  const std::size_t frame_bytes = stored_bytes(encoding) * static_cast<std::size_t>(format.channel_count);
  const auto rate = static_cast<std::uint32_t>(format.sample_rate_hz);
  out += "RIFF";
  put_little_endian(out, kHeaderBytes - 8 + data_bytes + (data_bytes & 1U));
  out += "WAVEfmt ";
  put_little_endian(out, std::uint32_t{16});
  put_little_endian(out, std::uint16_t{encoding == WavEncoding::Float32 ? std::uint16_t{3} : std::uint16_t{1}});
  put_little_endian(out, static_cast<std::uint16_t>(format.channel_count));
  put_little_endian(out, rate);
  put_little_endian(out, rate * static_cast<std::uint32_t>(frame_bytes));
  put_little_endian(out, static_cast<std::uint16_t>(frame_bytes));
  put_little_endian(out, static_cast<std::uint16_t>(8 * stored_bytes(encoding)));
  out += "data";
  put_little_endian(out, data_bytes);
}

}  // namespace

Result<std::string> encode_wav(const AudioView& audio, WavEncoding encoding) {
  TRY_VOID(check_format(audio.format()));
  const auto channels = static_cast<std::uint64_t>(audio.channel_count());
  const std::uint64_t data_bytes = audio.frame_count() * channels * stored_bytes(encoding);
  if (data_bytes > kMaxRiffBytes) {
    return Error{ErrorKind::InvalidInput, "the samples need " + std::to_string(data_bytes) +
                                              " bytes; a WAV file holds at most 4 GiB. Write it in parts"};
  }
  std::string out;
  out.reserve(kHeaderBytes + data_bytes + 1);
  put_header(out, audio.format(), encoding, static_cast<std::uint32_t>(data_bytes));
  for (std::size_t i = 0; i < audio.frame_count(); ++i) {
    for (int c = 0; c < audio.channel_count(); ++c) put_sample(out, audio.channel(c)[i], encoding);
  }
  if ((data_bytes & 1U) != 0) out.push_back('\0');
  return out;
}

}  // namespace timbre::audio
