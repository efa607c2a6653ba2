#pragma once
/// SHA-256 (FIPS 180-4), by OpenSSL: names of stored content, and whether a download is the file it claims to be.

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace timbre {

using Sha256Digest = std::array<std::uint8_t, 32>;

/// Fed in any number of blocks.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();
  void push(std::string_view bytes);
  /// 64 lower-case hexadecimal digits. Call once; nothing may follow.
  [[nodiscard]] std::string finish_hex();
  /// The same as 32 bytes. Call once; nothing may follow.
  [[nodiscard]] Sha256Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The sum of one piece.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace timbre
