#include "audio/codec/wav_samples.h"

#include <array>
#include <cassert>
#include <cstring>

namespace timbre::audio {
namespace {

template <typename Stored>
Stored load(const std::byte* at) {
  Stored value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

/// An integer sample by 2^(bits−1): exact up to 24 bits, rounded once for 32.
template <typename Stored>
void convert_integers(const std::byte* bytes, float* out, std::size_t count) {
  constexpr float kScale = 1.0F / static_cast<float>(1ULL << (8 * sizeof(Stored) - 1));
  for (std::size_t i = 0; i < count; ++i) {
    out[i] = static_cast<float>(load<Stored>(bytes + i * sizeof(Stored))) * kScale;
  }
}

void convert_unsigned8(const std::byte* bytes, float* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    out[i] = static_cast<float>(static_cast<int>(bytes[i]) - 128) * (1.0F / 128.0F);
  }
}

void convert_signed24(const std::byte* bytes, float* out, std::size_t count) {
  constexpr float kScale = 1.0F / 8388608.0F;
  for (std::size_t i = 0; i < count; ++i) {
    const std::byte* at = bytes + 3 * i;
    // in the upper three bytes of 32 bits, so that the shift back brings the sign along
    const std::uint32_t high = static_cast<std::uint32_t>(at[0]) << 8U | static_cast<std::uint32_t>(at[1]) << 16U |
                               static_cast<std::uint32_t>(at[2]) << 24U;
    out[i] = static_cast<float>(static_cast<std::int32_t>(high) >> 8) * kScale;
  }
}

void convert_float64(const std::byte* bytes, float* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<float>(load<double>(bytes + 8 * i));
}

/// G.711 A-law: even bits inverted; sign, three bits of exponent, four of mantissa; 13 bits left-aligned in 16.
constexpr float expand_a_law(unsigned code) {
  code ^= 0x55U;
  const unsigned exponent = code >> 4U & 7U;
  const unsigned mantissa = (code & 15U) << 4U;
  const unsigned magnitude = exponent == 0 ? mantissa + 8U : (mantissa + 0x108U) << (exponent - 1U);
  const float value = static_cast<float>(magnitude) / 32768.0F;
  return (code & 0x80U) != 0 ? value : -value;
}

/// G.711 µ-law: all bits inverted; the bias of 33 (132 in 16 bits) added before encoding is taken off.
constexpr float expand_mu_law(unsigned code) {
  code = ~code & 0xFFU;
  const unsigned magnitude = (((code & 15U) << 3U) + 132U) << (code >> 4U & 7U);
  const float value = static_cast<float>(magnitude - 132U) / 32768.0F;
  return (code & 0x80U) != 0 ? -value : value;
}

template <float (*Expand)(unsigned)>
constexpr std::array<float, 256> expansion_table() {
  std::array<float, 256> table{};
  for (unsigned code = 0; code < 256; ++code) table[code] = Expand(code);
  return table;
}

constexpr auto kALaw = expansion_table<expand_a_law>();
constexpr auto kMuLaw = expansion_table<expand_mu_law>();

void convert_by_table(const std::array<float, 256>& table, const std::byte* bytes, float* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out[i] = table[static_cast<std::size_t>(bytes[i])];
}

}  // namespace

void convert_wav_samples(WavSampleType encoding, std::span<const std::byte> bytes, std::span<float> out) {
  assert(bytes.size() == out.size() * static_cast<std::size_t>(bytes_per_sample(encoding)));
  switch (encoding) {
    case WavSampleType::Unsigned8:
      return convert_unsigned8(bytes.data(), out.data(), out.size());
    case WavSampleType::Signed16:
      return convert_integers<std::int16_t>(bytes.data(), out.data(), out.size());
    case WavSampleType::Signed24:
      return convert_signed24(bytes.data(), out.data(), out.size());
    case WavSampleType::Signed32:
      return convert_integers<std::int32_t>(bytes.data(), out.data(), out.size());
    case WavSampleType::Float32:
      if (!bytes.empty()) std::memcpy(out.data(), bytes.data(), bytes.size());
      return;
    case WavSampleType::Float64:
      return convert_float64(bytes.data(), out.data(), out.size());
    case WavSampleType::ALaw:
      return convert_by_table(kALaw, bytes.data(), out.data(), out.size());
    case WavSampleType::MuLaw:
      return convert_by_table(kMuLaw, bytes.data(), out.data(), out.size());
    case WavSampleType::Other:
      return;
  }
}

}  // namespace timbre::audio
