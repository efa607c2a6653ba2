#pragma once
/// Bytes that only the holder of a key can read, and that nobody can change unnoticed: AES-256-GCM (NIST SP 800-38D),
/// by OpenSSL.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"

namespace timbre {

inline constexpr std::size_t kSealNonceBytes = 12;
inline constexpr std::size_t kSealTagBytes = 16;

/// 32 bytes, uniformly random or derived (key_derivation.h). Never printed, never logged.
struct SealKey {
  std::array<std::uint8_t, 32> bytes{};
};
using SealNonce = std::array<std::uint8_t, kSealNonceBytes>;

/// Nonce, the ciphertext, tag: kSealNonceBytes + kSealTagBytes longer than `plain`. `label` is not in it but must be
/// the same when it is opened: it says what the bytes are for. The nonce is drawn anew each time; with 2^32 boxes under
/// one key two would share a nonce with a probability of 2^-33. Internal where OpenSSL cannot.
[[nodiscard]] Result<std::string> seal(const SealKey& key, std::string_view label, std::string_view plain,
                                       Random& random);

/// With a nonce of the caller's, for published vectors. A nonce must never be used twice under one key.
[[nodiscard]] Result<std::string> seal_with_nonce(const SealKey& key, const SealNonce& nonce, std::string_view label,
                                                  std::string_view plain);

/// Corrupt, without saying which, for another key, another label, or a byte that was changed, cut off or added.
[[nodiscard]] Result<std::string> open_sealed(const SealKey& key, std::string_view label, std::string_view sealed);

}  // namespace timbre
