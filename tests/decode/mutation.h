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

}  // namespace timbre::audio
