#pragma once
/// The little of Protocol Buffers' wire format that writing an ONNX file takes: fields of a message, one after the
/// other (protobuf.dev/programming-guides/encoding).

#include <cstdint>
#include <string>
#include <string_view>

namespace timbre::nn {

/// One message being written; its bytes become a field of another with add_bytes().
class ProtobufWriter {
 public:
  void add_whole(int field, std::int64_t value);      ///< int32, int64, enum: varint
  void add_float(int field, float value);             ///< 32 bits
  void add_bytes(int field, std::string_view bytes);  ///< string, bytes, embedded message
  void add_message(int field, const ProtobufWriter& inner) { add_bytes(field, inner.bytes()); }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  void add_varint(std::uint64_t value);
  void add_key(int field, int wire_type);

  std::string bytes_;
};

}  // namespace timbre::nn
