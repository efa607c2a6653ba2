#pragma once
/// SHA-256 (FIPS 180-4), by OpenSSL: names of stored content, and whether a download is the file it claims to be.

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace timbre {

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

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The sum of one piece.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace timbre
