#include "phones/syllables.h"

#include <algorithm>

namespace timbre::phones {
namespace {

bool is_one_of(PhoneId id, std::initializer_list<PhoneId> ids) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// "play", "cry", "few", "music", "quick", "three", "shrink".
bool begins_with_glide(PhoneId first, PhoneId second) {
  if (second == kL) return is_one_of(first, {kP, kB, kK, kG, kF, kS});
  if (second == kR) return is_one_of(first, {kP, kB, kT, kD, kK, kG, kF, kTh, kSh});
  if (second == kW) return is_one_of(first, {kT, kD, kK, kG, kS, kTh, kH});
  if (second == kY) return is_one_of(first, {kP, kB, kK, kG, kF, kV, kH, kM, kN});
  return false;
}

/// What an English word may begin with.
bool is_onset(std::span<const StressedPhone> cluster) {
  if (cluster.size() == 1) return cluster[0].id != kNg;
  if (cluster.size() == 2) {
    const bool is_after_s = cluster[0].id == kS && is_one_of(cluster[1].id, {kP, kT, kK, kM, kN, kF});
    return is_after_s || begins_with_glide(cluster[0].id, cluster[1].id);
  }
  return cluster.size() == 3 && cluster[0].id == kS && is_one_of(cluster[1].id, {kP, kT, kK}) &&
         begins_with_glide(cluster[1].id, cluster[2].id);
}

/// Where the second of two syllables begins whose vowels are at `before` and `after`.
std::size_t border(std::span<const StressedPhone> word, std::size_t before, std::size_t after) {
  std::size_t first = after;
  while (first > before + 1 && is_onset(word.subspan(first - 1, after - first + 1))) --first;
  return first;
}

}  // namespace

std::vector<Syllable> syllables_of(std::span<const StressedPhone> word) {
  std::vector<Syllable> syllables;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (!is_vowel(word[i].id)) continue;
    const std::size_t first = syllables.empty() ? 0 : border(word, syllables.back().nucleus, i);
    if (!syllables.empty()) syllables.back().end = first;
    syllables.push_back({first, i, word.size(), word[i].stress});
  }
  if (syllables.empty() && !word.empty()) syllables.push_back({0, word.size(), word.size(), Stress::None});
  return syllables;
}

}  // namespace timbre::phones
