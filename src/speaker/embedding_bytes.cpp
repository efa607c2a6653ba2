#include "speaker/embedding_bytes.h"

#include <bit>
#include <cmath>
#include <cstdint>

namespace timbre::speaker {
namespace {

constexpr double kUnitTolerance = 1e-3;
constexpr std::size_t kKeySumLength = 12;

}  // namespace

std::string embedding_bytes(const Embedding& embedding) {
  std::string bytes;
  for (const float value : embedding) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<char>((bits >> shift) & 0xFFU));
  }
  return bytes;
}

Result<Embedding> embedding_of_bytes(std::string_view bytes, std::size_t size) {
  const Error damaged{ErrorKind::Corrupt, "a kept embedding is damaged; it is made anew from the sound"};
  if (bytes.size() != 4 * size) return damaged;
  Embedding embedding;
  double square = 0;
  for (std::size_t i = 0; i < size; ++i) {
    std::uint32_t bits = 0;
    for (std::size_t b = 0; b < 4; ++b) bits |= std::uint32_t{static_cast<unsigned char>(bytes[4 * i + b])} << (8 * b);
    embedding.push_back(std::bit_cast<float>(bits));
    square += static_cast<double>(embedding.back()) * embedding.back();
  }
  if (!(std::abs(square - 1.0) < kUnitTolerance)) return damaged;
  return embedding;
}

std::string embedding_key(const EncoderCard& card) { return card.name + " " + card.sha256.substr(0, kKeySumLength); }

}  // namespace timbre::speaker
