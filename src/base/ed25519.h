#pragma once
/// Signatures by Ed25519 (RFC 8032, pure: no context, no prehash), by OpenSSL.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"

namespace timbre {

/// The secret: 32 uniformly random bytes (RFC 8032's "private key"). Never printed, never logged.
struct Ed25519Seed {
  std::array<std::uint8_t, 32> bytes{};
};
using Ed25519PublicKey = std::array<std::uint8_t, 32>;
using Ed25519Signature = std::array<std::uint8_t, 64>;

/// The public half. Internal where OpenSSL cannot.
[[nodiscard]] Result<Ed25519PublicKey> ed25519_public_key(const Ed25519Seed& seed);

/// Deterministic: the same message gives the same signature.
[[nodiscard]] Result<Ed25519Signature> ed25519_sign(const Ed25519Seed& seed, std::string_view message);

/// False for a wrong signature as for a key that is none.
[[nodiscard]] bool ed25519_verify(const Ed25519PublicKey& key, std::string_view message,
                                  const Ed25519Signature& signature);

}  // namespace timbre
