#include "safety/watermark_code.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace timbre::safety {

namespace {

constexpr std::array<unsigned, kCodeRate> kGenerators = {046321, 051271, 070535, 063667, 073277, 076513};
constexpr unsigned kMemory = 14;
constexpr std::size_t kStates = 1U << kMemory;
constexpr std::size_t kPasses = 3;    // around the circle; more change nothing that can be measured
constexpr std::size_t kListSize = 8;  // paths whose check sum is tried

using CheckedBits = std::array<std::uint8_t, kCheckedBits>;

/// Six output bits for a register of the last 15 input bits, the newest lowest.
const std::array<std::uint8_t, 2 * kStates>& outputs() {
  static const auto table = [] {
    std::array<std::uint8_t, 2 * kStates> made{};
    for (unsigned reg = 0; reg < made.size(); ++reg) {
      unsigned word = 0;
      for (std::size_t i = 0; i < kCodeRate; ++i) word |= (std::popcount(reg & kGenerators[i]) & 1U) << i;
      made[reg] = static_cast<std::uint8_t>(word);
    }
    return made;
  }();
  return table;
}

std::uint16_t crc_of(std::uint32_t payload) {
  const std::array<std::uint8_t, 4> bytes = {
      static_cast<std::uint8_t>(payload >> 24), static_cast<std::uint8_t>(payload >> 16),
      static_cast<std::uint8_t>(payload >> 8), static_cast<std::uint8_t>(payload)};
  return crc16(bytes);
}

CheckedBits checked_bits(std::uint32_t payload) {
  const std::uint64_t word = (static_cast<std::uint64_t>(payload) << 16U) | crc_of(payload);
  CheckedBits bits{};
  for (std::size_t i = 0; i < kCheckedBits; ++i) {
    bits[i] = static_cast<std::uint8_t>((word >> (kCheckedBits - 1 - i)) & 1U);
  }
  return bits;
}

std::optional<std::uint32_t> payload_of(const CheckedBits& bits) {
  std::uint64_t word = 0;
  for (const auto bit : bits) word = (word << 1U) | bit;
  const auto payload = static_cast<std::uint32_t>(word >> 16U);
  if (crc_of(payload) != (word & 0xFFFFU)) return std::nullopt;
  return payload;
}

/// One walk around the trellis: the metrics, and which of its two predecessors each state chose at each step.
class CircularTrellis {
 public:
  explicit CircularTrellis(std::span<const float, kCodedBits> soft) : metrics_(kStates, 0.0F), chosen_(kStates, 0) {
    for (std::size_t step = 0; step < kCheckedBits; ++step) {
      for (unsigned word = 0; word < gains_[step].size(); ++word) {
        float gain = 0.0F;
        for (std::size_t i = 0; i < kCodeRate; ++i) {
          const float value = soft[step * kCodeRate + i];
          gain += ((word >> i) & 1U) != 0 ? -value : value;
        }
        gains_[step][word] = gain;
      }
    }
  }

  void walk() {
    started_ = metrics_;
    std::vector<float> next(kStates);
    for (std::size_t step = 0; step < kCheckedBits; ++step) {
      advance(step, next);
      metrics_.swap(next);
    }
  }

  struct Path {
    unsigned state = 0;
    float metric = 0.0F;
  };
  /// The paths of the last walk that end in the state they began in, best first.
  [[nodiscard]] std::vector<Path> closed_paths(std::size_t limit) const {
    std::vector<Path> paths;
    for (unsigned state = 0; state < kStates; ++state) {
      if (trace(state, nullptr) == state) paths.push_back({state, metrics_[state] - started_[state]});
    }
    limit = std::min(limit, paths.size());
    std::partial_sort(paths.begin(), paths.begin() + static_cast<std::ptrdiff_t>(limit), paths.end(),
                      [](const Path& a, const Path& b) { return a.metric > b.metric; });
    paths.resize(limit);
    return paths;
  }

  /// Back from the last step: the state it began in and, when wanted, the bits.
  unsigned trace(unsigned state, CheckedBits* bits) const {
    for (std::size_t step = kCheckedBits; step-- > 0;) {
      if (bits != nullptr) (*bits)[step] = static_cast<std::uint8_t>(state & 1U);
      const unsigned oldest = static_cast<unsigned>(chosen_[state] >> step) & 1U;
      state = (state >> 1U) | (oldest << (kMemory - 1));
    }
    return state;
  }

 private:
  void advance(std::size_t step, std::vector<float>& next) {
    const auto& word = outputs();
    const auto& gain = gains_[step];
    const std::uint64_t mark = std::uint64_t{1} << step;
    for (unsigned state = 0; state < kStates; ++state) {
      const unsigned before = state >> 1U;
      const float a = metrics_[before] + gain[word[state]];
      const float b = metrics_[before | (kStates / 2)] + gain[word[state | kStates]];
      next[state] = std::max(a, b);
      chosen_[state] = b > a ? chosen_[state] | mark : chosen_[state] & ~mark;
    }
  }

  std::array<std::array<float, 1U << kCodeRate>, kCheckedBits> gains_{};
  std::vector<float> metrics_;
  std::vector<float> started_;
  std::vector<std::uint64_t> chosen_;  // by the state reached, one bit a step
};

}  // namespace

std::uint16_t crc16(std::span<const std::uint8_t> bytes) {
  unsigned sum = 0xFFFF;
  for (const auto byte : bytes) {
    sum ^= static_cast<unsigned>(byte) << 8U;
    for (int i = 0; i < 8; ++i) sum = ((sum << 1U) ^ ((sum & 0x8000U) != 0 ? 0x1021U : 0U)) & 0xFFFFU;
  }
  return static_cast<std::uint16_t>(sum);
}

CodedSigns encode_payload(std::uint32_t payload) {
  const CheckedBits bits = checked_bits(payload);
  unsigned reg = 0;
  for (std::size_t i = kCheckedBits - kMemory; i < kCheckedBits; ++i) reg = (reg << 1U) | bits[i];
  CodedSigns signs{};
  for (std::size_t step = 0; step < kCheckedBits; ++step) {
    reg = ((reg << 1U) | bits[step]) & (2 * kStates - 1);
    for (std::size_t i = 0; i < kCodeRate; ++i) {
      signs[step * kCodeRate + i] = static_cast<std::int8_t>(((outputs()[reg] >> i) & 1U) != 0 ? -1 : 1);
    }
  }
  return signs;
}

std::optional<std::uint32_t> decode_payload(std::span<const float, kCodedBits> soft) {
  CircularTrellis trellis(soft);
  for (std::size_t pass = 0; pass < kPasses; ++pass) trellis.walk();
  for (const auto& path : trellis.closed_paths(kListSize)) {
    CheckedBits bits{};
    trellis.trace(path.state, &bits);
    if (const auto payload = payload_of(bits)) return payload;
  }
  return std::nullopt;
}

}  // namespace timbre::safety
