#pragma once
/// HKDF with SHA-256 (RFC 5869): many independent secrets from one, told apart by a label.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace timbre {

inline constexpr std::size_t kMaxDerivedBytes = 255 * 32;

/// `count` bytes (at most kMaxDerivedBytes; more than that is cut) from a secret, a salt, which may be empty, and a
/// label that names the use. Two labels give independent bytes.
[[nodiscard]] std::vector<std::uint8_t> derive_key(std::span<const std::uint8_t> secret,
                                                   std::span<const std::uint8_t> salt, std::string_view label,
                                                   std::size_t count);

}  // namespace timbre
