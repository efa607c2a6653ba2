#include "phones/phone.h"

#include <array>

namespace timbre::phones {
namespace {

template <std::size_t kCount>
const char* name_of(const std::array<const char*, kCount>& names, auto value) {
  const auto index = static_cast<std::size_t>(value);
  return index < kCount ? names[index] : "";
}

}  // namespace

const char* to_string(Stress stress) {
  constexpr std::array<const char*, 3> kNames = {"none", "secondary", "primary"};
  return name_of(kNames, stress);
}

const char* to_string(SyllablePart part) {
  constexpr std::array<const char*, 4> kNames = {"none", "onset", "nucleus", "coda"};
  return name_of(kNames, part);
}

const char* to_string(Position position) {
  constexpr std::array<const char*, 4> kNames = {"only", "first", "inside", "last"};
  return name_of(kNames, position);
}

const char* to_string(Boundary boundary) {
  constexpr std::array<const char*, 6> kNames = {"none", "syllable", "word", "phrase", "sentence", "paragraph"};
  return name_of(kNames, boundary);
}

Position position_of(std::size_t index, std::size_t count) {
  if (count <= 1) return Position::Only;
  if (index == 0) return Position::First;
  return index + 1 == count ? Position::Last : Position::Inside;
}

}  // namespace timbre::phones
