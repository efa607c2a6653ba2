#pragma once
/// The 32 bits of a mark as 288 coded bits, and back from uncertain ones.
///
/// Payload → CRC-16 (CCITT: polynomial 1021 hexadecimal, start FFFF) behind it → tail-biting convolutional code of
/// constraint length 15 and rate 1/6 (generators 46321 51271 70535 63667 73277 76513, octal, as flown on Cassini).
/// Decoding: the circular Viterbi algorithm (Shao, Lin, Fossorier 2003), then the check sum on the best few paths.

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace timbre::safety {

inline constexpr std::size_t kPayloadBits = 32;
inline constexpr std::size_t kCheckedBits = kPayloadBits + 16;
inline constexpr std::size_t kCodeRate = 6;
inline constexpr std::size_t kCodedBits = kCheckedBits * kCodeRate;

[[nodiscard]] std::uint16_t crc16(std::span<const std::uint8_t> bytes);

/// +1 for a coded 0 and −1 for a coded 1.
using CodedSigns = std::array<std::int8_t, kCodedBits>;
[[nodiscard]] CodedSigns encode_payload(std::uint32_t payload);

/// `soft`: how much each coded bit looks like a 0 (positive) or a 1 (negative), in any one unit. Nothing where the
/// check sum holds for none of the eight best paths: noise passes it once in about 8,000 times.
[[nodiscard]] std::optional<std::uint32_t> decode_payload(std::span<const float, kCodedBits> soft);

}  // namespace timbre::safety
