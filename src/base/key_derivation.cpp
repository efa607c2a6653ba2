#include "base/key_derivation.h"

#include <algorithm>

#include "base/hmac.h"

namespace timbre {

std::vector<std::uint8_t> derive_key(std::span<const std::uint8_t> secret, std::span<const std::uint8_t> salt,
                                     std::string_view label, std::size_t count) {
  const Sha256Digest extracted = hmac_sha256(salt, secret);
  count = std::min(count, kMaxDerivedBytes);
  std::vector<std::uint8_t> out;
  std::vector<std::uint8_t> message;
  for (std::uint8_t counter = 1; out.size() < count; ++counter) {
    message.insert(message.end(), label.begin(), label.end());
    message.push_back(counter);
    const Sha256Digest block = hmac_sha256(extracted, message);
    out.insert(out.end(), block.begin(), block.end());
    message.assign(block.begin(), block.end());
  }
  out.resize(count);
  return out;
}

}  // namespace timbre
