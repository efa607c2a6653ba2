#include "base/keyed_stream.h"

#include <algorithm>
#include <limits>
#include <openssl/evp.h>

#include "base/key_derivation.h"

namespace timbre {

namespace {

constexpr std::size_t kBlockBytes = 4096;

StreamKey derived(std::span<const std::uint8_t> secret, std::string_view label) {
  StreamKey key{};
  const auto bytes = derive_key(secret, {}, label, key.size());
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

}  // namespace

struct KeyedStream::State {
  std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> cipher{EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free};
  std::array<std::uint8_t, kBlockBytes> block{};
  std::size_t used = kBlockBytes;

  void refill() {
    static constexpr std::array<std::uint8_t, kBlockBytes> kZeros{};
    int made = 0;
    EVP_EncryptUpdate(cipher.get(), block.data(), &made, kZeros.data(), static_cast<int>(kZeros.size()));
    used = 0;
  }
};

KeyedStream::KeyedStream(const StreamKey& key, const StreamNonce& nonce, std::uint32_t counter)
    : state_(std::make_unique<State>()) {
  std::array<std::uint8_t, 16> start{};  // OpenSSL's: the counter, lowest byte first, then the nonce
  for (std::size_t i = 0; i < 4; ++i) start[i] = static_cast<std::uint8_t>(counter >> (8 * i));
  std::copy(nonce.begin(), nonce.end(), start.begin() + 4);
  EVP_EncryptInit_ex(state_->cipher.get(), EVP_chacha20(), nullptr, key.data(), start.data());
}
KeyedStream::KeyedStream(std::span<const std::uint8_t> secret, std::string_view label)
    : KeyedStream(derived(secret, label), StreamNonce{}, 0) {}
KeyedStream::KeyedStream(KeyedStream&&) noexcept = default;
KeyedStream& KeyedStream::operator=(KeyedStream&&) noexcept = default;
KeyedStream::~KeyedStream() = default;

void KeyedStream::fill(std::span<std::uint8_t> bytes) {
  for (auto& byte : bytes) {
    if (state_->used == kBlockBytes) state_->refill();
    byte = state_->block[state_->used++];
  }
}

std::uint64_t KeyedStream::next() {
  std::array<std::uint8_t, 8> bytes{};
  fill(bytes);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
  return value;
}

std::uint64_t KeyedStream::below(std::uint64_t limit) {
  const std::uint64_t all = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t fair = all - all % limit;  // a multiple of limit
  std::uint64_t value = next();
  while (value >= fair) value = next();
  return value % limit;
}

}  // namespace timbre
