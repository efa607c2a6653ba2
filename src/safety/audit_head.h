#pragma once
/// A signed head: how long the log is and what its root is, signed by the installation. Whoever keeps one elsewhere can
/// tell later whether anything up to it was changed or is gone.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ed25519.h"
#include "base/json.h"
#include "base/result.h"
#include "safety/merkle_tree.h"

namespace timbre::safety {

struct AuditHead {
  std::uint64_t size = 0;
  TreeHash root{};
  std::int64_t time_ms = 0;
  Ed25519PublicKey key{};
};

/// The head and its signature as canonical JSON: key, root and signature in Base64 and hexadecimal, size, time_ms,
/// version. What is signed is "timbre audit head\n" and the same JSON without the signature.
[[nodiscard]] Result<std::string> sign_head(const AuditHead& head, const Ed25519Seed& seed);

/// Corrupt for everything but what sign_head() writes, a wrong signature first of all.
[[nodiscard]] Result<AuditHead> parse_head(std::string_view text);

/// A public key as people pass it around: Base64. InvalidInput for anything else.
[[nodiscard]] Result<Ed25519PublicKey> parse_public_key(std::string_view text);

}  // namespace timbre::safety
