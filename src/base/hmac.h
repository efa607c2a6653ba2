#pragma once
/// HMAC with SHA-256 (RFC 2104, FIPS 198-1), by OpenSSL.

#include <cstdint>
#include <span>
#include <string_view>

#include "base/sha256.h"

namespace timbre {

[[nodiscard]] Sha256Digest hmac_sha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message);
[[nodiscard]] Sha256Digest hmac_sha256(std::span<const std::uint8_t> key, std::string_view message);

}  // namespace timbre
