#include "base/sealed_box.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <openssl/evp.h>

namespace timbre {
namespace {

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

constexpr std::size_t kAround = kSealNonceBytes + kSealTagBytes;
constexpr std::size_t kMostBytes = static_cast<std::size_t>(std::numeric_limits<int>::max()) - kAround;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Error cannot_open() {
  return {ErrorKind::Corrupt, "the sealed bytes were changed, or sealed with another key or for another use"};
}

}  // namespace

Result<std::string> seal(const SealKey& key, std::string_view label, std::string_view plain, Random& random) {
  SealNonce nonce{};
  for (std::size_t i = 0; i < nonce.size(); i += 4) {
    std::uint64_t bits = random.next();
    for (std::size_t j = 0; j < 4; ++j, bits >>= 8U) nonce[i + j] = static_cast<std::uint8_t>(bits & 0xFFU);
  }
  return seal_with_nonce(key, nonce, label, plain);
}

Result<std::string> seal_with_nonce(const SealKey& key, const SealNonce& nonce, std::string_view label,
                                    std::string_view plain) {
  if (plain.size() > kMostBytes || label.size() > kMostBytes) {
    return Error{ErrorKind::InvalidInput, std::to_string(plain.size()) + " bytes are too many to seal at once; " +
                                              std::to_string(kMostBytes) + " is the most"};
  }
  const Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  std::string out(nonce.begin(), nonce.end());
  out.resize(plain.size() + kAround);
  unsigned char* const text = bytes_of(out) + kSealNonceBytes;
  int count = 0;
  if (!context || EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes.data(), nonce.data()) != 1 ||
      EVP_EncryptUpdate(context.get(), nullptr, &count, bytes_of(label), static_cast<int>(label.size())) != 1 ||
      EVP_EncryptUpdate(context.get(), text, &count, bytes_of(plain), static_cast<int>(plain.size())) != 1 ||
      EVP_EncryptFinal_ex(context.get(), text + plain.size(), &count) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kSealTagBytes, text + plain.size()) != 1) {
    return Error{ErrorKind::Internal, "OpenSSL cannot seal with AES-256-GCM; check the installed libcrypto"};
  }
  return out;
}

Result<std::string> open_sealed(const SealKey& key, std::string_view label, std::string_view sealed) {
  if (sealed.size() < kAround || sealed.size() > kMostBytes || label.size() > kMostBytes) return cannot_open();
  const Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  const std::string_view text = sealed.substr(kSealNonceBytes, sealed.size() - kAround);
  std::string tag(sealed.substr(sealed.size() - kSealTagBytes));
  std::string plain(text.size() + 1, '\0');  // never a null pointer
  int count = 0;
  if (!context ||
      EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes.data(), bytes_of(sealed)) != 1 ||
      EVP_DecryptUpdate(context.get(), nullptr, &count, bytes_of(label), static_cast<int>(label.size())) != 1 ||
      EVP_DecryptUpdate(context.get(), bytes_of(plain), &count, bytes_of(text), static_cast<int>(text.size())) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kSealTagBytes, tag.data()) != 1 ||
      EVP_DecryptFinal_ex(context.get(), bytes_of(plain) + text.size(), &count) != 1) {
    return cannot_open();
  }
  plain.resize(text.size());
  return plain;
}

}  // namespace timbre
