#include "base/key_derivation.h"

#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace timbre {

namespace {

constexpr std::size_t kHashBytes = 32;
using Hash = std::array<std::uint8_t, kHashBytes>;

Hash hmac(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message) {
  Hash out{};
  unsigned int size = kHashBytes;
  constexpr std::uint8_t kNothing = 0;  // an empty key must not be a null pointer
  HMAC(EVP_sha256(), key.empty() ? &kNothing : key.data(), static_cast<int>(key.size()), message.data(), message.size(),
       out.data(), &size);
  return out;
}

}  // namespace

std::vector<std::uint8_t> derive_key(std::span<const std::uint8_t> secret, std::span<const std::uint8_t> salt,
                                     std::string_view label, std::size_t count) {
  const Hash extracted = hmac(salt, secret);
  count = std::min(count, kMaxDerivedBytes);
  std::vector<std::uint8_t> out;
  std::vector<std::uint8_t> message;
  for (std::uint8_t counter = 1; out.size() < count; ++counter) {
    message.insert(message.end(), label.begin(), label.end());
    message.push_back(counter);
    const Hash block = hmac(extracted, message);
    out.insert(out.end(), block.begin(), block.end());
    message.assign(block.begin(), block.end());
  }
  out.resize(count);
  return out;
}

}  // namespace timbre
