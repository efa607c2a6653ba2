#pragma once
/// The little of Protocol Buffers' wire format that reading weights takes (protobuf.dev/programming-guides/encoding).

#include <cstdint>
#include <optional>
#include <string_view>

namespace timbre::nn {

/// The fields of one message, one after the other. Any bytes may be given.
class ProtobufReader {
 public:
  struct Field {
    int number = 0;
    bool is_whole = false;  ///< a varint, in `whole`; else `bytes`: a string, an embedded message, or 4 or 8 bytes
    std::uint64_t whole = 0;
    std::string_view bytes;  ///< of the message given
  };

  explicit ProtobufReader(std::string_view message) : rest_(message) {}
  /// Nothing at the end, and from the first field on that is none.
  [[nodiscard]] std::optional<Field> next();
  [[nodiscard]] bool is_broken() const { return is_broken_; }

 private:
  [[nodiscard]] std::optional<std::uint64_t> take_varint();
  [[nodiscard]] std::optional<std::string_view> take(std::uint64_t count);

  std::string_view rest_;
  bool is_broken_ = false;
};

}  // namespace timbre::nn
