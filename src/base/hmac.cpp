#include "base/hmac.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace timbre {

Sha256Digest hmac_sha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message) {
  Sha256Digest out{};
  unsigned int size = out.size();
  constexpr std::uint8_t kNothing = 0;  // an empty key must not be a null pointer
  HMAC(EVP_sha256(), key.empty() ? &kNothing : key.data(), static_cast<int>(key.size()), message.data(), message.size(),
       out.data(), &size);
  return out;
}

Sha256Digest hmac_sha256(std::span<const std::uint8_t> key, std::string_view message) {
  return hmac_sha256(key, std::span(reinterpret_cast<const std::uint8_t*>(message.data()), message.size()));
}

}  // namespace timbre
