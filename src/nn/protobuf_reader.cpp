#include "nn/protobuf_reader.h"

namespace timbre::nn {
namespace {

constexpr std::uint64_t kVarint = 0, kEightBytes = 1, kLengthed = 2, kFourBytes = 5;
constexpr unsigned kKeyBits = 3, kVarintBits = 7, kLongestVarintBits = 64;
constexpr std::uint64_t kLargestFieldNumber = (1U << 29U) - 1;

}  // namespace

std::optional<std::uint64_t> ProtobufReader::take_varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < kLongestVarintBits && !rest_.empty(); shift += kVarintBits) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> ProtobufReader::take(std::uint64_t count) {
  if (count > rest_.size()) return std::nullopt;
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

std::optional<ProtobufReader::Field> ProtobufReader::next() {
  if (rest_.empty() || is_broken_) return std::nullopt;
  is_broken_ = true;  // until a whole field was read
  const auto key = take_varint();
  if (!key || *key >> kKeyBits == 0 || *key >> kKeyBits > kLargestFieldNumber) return std::nullopt;
  Field field;
  field.number = static_cast<int>(*key >> kKeyBits);
  const std::uint64_t type = *key & ((1U << kKeyBits) - 1);
  field.is_whole = type == kVarint;
  std::optional<std::uint64_t> length;
  if (type == kVarint || type == kLengthed) length = take_varint();
  if (type == kEightBytes) length = 8;
  if (type == kFourBytes) length = 4;
  if (!length) return std::nullopt;
  if (field.is_whole) {
    field.whole = *length;
  } else {
    const auto bytes = take(*length);
    if (!bytes) return std::nullopt;
    field.bytes = *bytes;
  }
  is_broken_ = false;
  return field;
}

}  // namespace timbre::nn
