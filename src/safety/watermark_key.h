#pragma once
/// The secret that makes and finds watermarks. Whoever holds it can detect, forge and remove them.

#include <array>
#include <cstdint>

namespace timbre::safety {

/// 32 uniformly random bytes, one key per installation (key_folder.h). Never printed, never logged.
struct WatermarkKey {
  std::array<std::uint8_t, 32> bytes{};
};

}  // namespace timbre::safety
