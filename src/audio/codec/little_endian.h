#pragma once
/// Fixed-size numbers in little-endian bytes, as WAV files and the decode pipe store them.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace timbre::audio {

template <typename Unsigned>
void put_little_endian(std::string& out, Unsigned value) {
  for (std::size_t i = 0; i < sizeof value; ++i) {
    out.push_back(static_cast<char>(static_cast<unsigned char>(value >> (8 * i))));
  }
}

/// bytes.size() ≥ sizeof(Unsigned).
template <typename Unsigned>
[[nodiscard]] Unsigned get_little_endian(std::span<const std::byte> bytes) {
  Unsigned value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i) {
    value = static_cast<Unsigned>(value | static_cast<Unsigned>(static_cast<Unsigned>(bytes[i]) << (8 * i)));
  }
  return value;
}

/// Reads numbers one after another; once it has run out, everything it gives is 0 and ok() is false.
class ByteCursor {
 public:
  explicit ByteCursor(std::span<const std::byte> bytes) : rest_(bytes) {}

  template <typename Unsigned>
  [[nodiscard]] Unsigned take() {
    if (!has(sizeof(Unsigned))) return 0;
    const auto value = get_little_endian<Unsigned>(rest_);
    rest_ = rest_.subspan(sizeof(Unsigned));
    return value;
  }
  [[nodiscard]] std::string_view take_text(std::size_t length) {
    if (!has(length)) return {};
    const std::string_view text(reinterpret_cast<const char*>(rest_.data()), length);
    rest_ = rest_.subspan(length);
    return text;
  }
  [[nodiscard]] bool ok() const { return ok_; }
  /// Everything was taken, and nothing more than everything.
  [[nodiscard]] bool is_done() const { return ok_ && rest_.empty(); }

 private:
  bool has(std::size_t count) {
    ok_ = ok_ && rest_.size() >= count;
    return ok_;
  }
  std::span<const std::byte> rest_;
  bool ok_ = true;
};

}  // namespace timbre::audio
