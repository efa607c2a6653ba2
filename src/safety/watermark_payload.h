#pragma once
/// What the 32 bits of a mark say: which record of the audit log it belongs to, and under which key it was made.

#include <cstdint>

namespace timbre::safety {

/// Bits 31…8: the number of the record `clone_asked`, modulo 2^24 (after 16.7 million clones two records share one);
/// bits 7…0: the key's epoch, 1 for an installation's first key.
[[nodiscard]] constexpr std::uint32_t watermark_payload(std::uint64_t record, std::uint8_t key_epoch = 1) {
  return static_cast<std::uint32_t>((record & 0xFFFFFFU) << 8U) | key_epoch;
}

/// The record's number, modulo 2^24.
[[nodiscard]] constexpr std::uint32_t payload_record(std::uint32_t payload) { return payload >> 8U; }
[[nodiscard]] constexpr std::uint8_t payload_key_epoch(std::uint32_t payload) {
  return static_cast<std::uint8_t>(payload & 0xFFU);
}

}  // namespace timbre::safety
