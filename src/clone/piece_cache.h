#pragma once
/// Where finished pieces are kept: opaque bytes, sealed by the synthesizer before they come here
/// (docs/decisions/0010-sealed-pieces.md), so that what lies here is no speech without a mark.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace timbre::clone {

/// Thread-safe.
class PieceCache {
 public:
  virtual ~PieceCache() = default;
  /// None where there is none. `key` is 64 lower-case hexadecimal digits.
  [[nodiscard]] virtual Result<std::optional<std::string>> get(const std::string& voice_id, const std::string& key) = 0;
  [[nodiscard]] virtual Result<void> put(const std::string& voice_id, const std::string& key,
                                         std::string_view sealed) = 0;
  /// All pieces of a voice; call it when consent is revoked. How many there were.
  [[nodiscard]] virtual Result<std::size_t> forget_voice(const std::string& voice_id) = 0;
};

}  // namespace timbre::clone
