#pragma once
/// Bytes as text: hexadecimal and Base64 (RFC 4648 sections 8 and 4). Not constant-time: for public bytes.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace timbre {

/// Lower-case hexadecimal digits, two a byte.
[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);
/// None for anything but pairs of lower-case hexadecimal digits.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text);
/// With padding.
[[nodiscard]] std::string to_base64(std::span<const std::uint8_t> bytes);
/// None for anything but what to_base64() writes.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text);

}  // namespace timbre
