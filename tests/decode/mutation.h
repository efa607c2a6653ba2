#pragma once
/// Seeded damage to a file's bytes.

#include <algorithm>
#include <string>

#include "base/random.h"

namespace timbre::audio {

/// Headers and tables stand at the front, and half of the edits go there.
inline std::string mutated(std::string bytes, Random& random) {
  const std::uint64_t edits = 1 + random.next() % 8;
  for (std::uint64_t i = 0; i < edits && bytes.size() > 4; ++i) {
    const std::size_t reach = random.next() % 2 == 0 ? std::min<std::size_t>(bytes.size(), 256) : bytes.size();
    const std::size_t at = random.next() % reach;
    const std::uint64_t kind = random.next() % 8;
    if (kind <= 3) bytes[at] = static_cast<char>(random.next());
    if (kind == 4) bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1U << random.next() % 8));
    if (kind == 5) bytes.replace(at, std::min<std::size_t>(4, bytes.size() - at), "\xFF\xFF\xFF\xFF", 4);
    if (kind == 6) bytes.erase(at, random.next() % 64);
    if (kind == 7 && random.next() % 4 == 0) bytes.resize(at + 1);
  }
  return bytes;
}

/// Gives every Ogg page its right checksum again (RFC 3533, polynomial 0x04C11DB7), so that damage gets past it.
inline std::string with_ogg_checksums(std::string bytes) {
  constexpr std::size_t kHeaderBytes = 27;
  constexpr std::size_t kChecksumAt = 22;
  for (std::size_t at = bytes.find("OggS"); at != std::string::npos; at = bytes.find("OggS", at + 4)) {
    if (bytes.size() - at < kHeaderBytes) break;
    const auto segments = static_cast<unsigned char>(bytes[at + kHeaderBytes - 1]);
    std::size_t end = std::min(bytes.size(), at + kHeaderBytes + segments);
    for (std::size_t i = at + kHeaderBytes, last = end; i < last; ++i) end += static_cast<unsigned char>(bytes[i]);
    end = std::min(end, bytes.size());
    bytes.replace(at + kChecksumAt, 4, 4, '\0');
    std::uint32_t checksum = 0;
    for (std::size_t i = at; i < end; ++i) {
      checksum ^= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << 24U;
      for (int bit = 0; bit < 8; ++bit) checksum = checksum << 1U ^ ((checksum >> 31U) != 0 ? 0x04C11DB7U : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) bytes[at + kChecksumAt + i] = static_cast<char>(checksum >> (8 * i));
  }
  return bytes;
}

}  // namespace timbre::audio
