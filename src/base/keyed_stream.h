#pragma once
/// Random numbers that only the holder of a key can repeat: the ChaCha20 key stream (RFC 8439) of a secret and a label.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/random.h"

namespace timbre {

using StreamKey = std::array<std::uint8_t, 32>;
using StreamNonce = std::array<std::uint8_t, 12>;

class KeyedStream : public Random {
 public:
  /// The stream of a key as it is, from block `counter` on.
  KeyedStream(const StreamKey& key, const StreamNonce& nonce, std::uint32_t counter);
  /// The stream of the key that HKDF-SHA256 derives from `secret` for `label`, with a nonce of zeros, from block 0 on.
  KeyedStream(std::span<const std::uint8_t> secret, std::string_view label);
  KeyedStream(KeyedStream&&) noexcept;
  KeyedStream& operator=(KeyedStream&&) noexcept;
  ~KeyedStream() override;

  /// The next bytes of the key stream.
  void fill(std::span<std::uint8_t> bytes);
  /// 64 uniform bits: the next eight bytes, lowest first.
  std::uint64_t next() override;
  /// Uniform in [0, limit), limit at least 1, without bias.
  std::uint64_t below(std::uint64_t limit);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace timbre
