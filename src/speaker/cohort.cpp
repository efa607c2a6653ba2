#include "speaker/cohort.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>

namespace timbre::speaker {
namespace {

static_assert(std::endian::native == std::endian::little, "the file is little-endian");

constexpr float kLargestByte = 127.0F;
constexpr double kSmallestSpread = 1e-3;
constexpr std::size_t kHeadBytes = 2 * sizeof(std::uint32_t);
constexpr std::uint32_t kMostPeople = 100'000;

template <typename T>
void append(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

Error not_whole() {
  return {ErrorKind::Corrupt, "the speaker encoder's cohort is cut off or of another encoder; install it again"};
}

Embedding unit_of(const char* bytes, std::size_t count) {
  float scale = 0.0F;
  std::memcpy(&scale, bytes, sizeof scale);
  Embedding person(count);
  double square = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    person[i] = scale * static_cast<float>(static_cast<signed char>(bytes[sizeof scale + i]));
    square += static_cast<double>(person[i]) * person[i];
  }
  for (float& value : person) value = static_cast<float>(value / std::sqrt(square));
  return person;
}

}  // namespace

double cosine(const Embedding& a, const Embedding& b) {
  double product = 0.0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) product += static_cast<double>(a[i]) * b[i];
  return std::clamp(product, -1.0, 1.0);
}

double normalised(double cosine, const CohortPlace& a, const CohortPlace& b) {
  return 0.5 * ((cosine - a.mean) / a.spread + (cosine - b.mean) / b.spread);
}

Result<Cohort> Cohort::parse(std::string_view bytes, std::size_t embedding_size) {
  if (bytes.size() < kHeadBytes) return not_whole();
  std::uint32_t count = 0;
  std::uint32_t size = 0;
  std::memcpy(&count, bytes.data(), sizeof count);
  std::memcpy(&size, bytes.data() + sizeof count, sizeof size);
  const std::size_t person_bytes = sizeof(float) + embedding_size;
  if (size != embedding_size || count > kMostPeople || bytes.size() != kHeadBytes + count * person_bytes) {
    return not_whole();
  }
  std::vector<Embedding> people;
  for (std::uint32_t p = 0; p < count; ++p) {
    people.push_back(unit_of(bytes.data() + kHeadBytes + p * person_bytes, embedding_size));
    const bool is_number =
        std::all_of(people.back().begin(), people.back().end(), [](float value) { return std::isfinite(value); });
    if (!is_number) return not_whole();
  }
  return Cohort(std::move(people));
}

std::string Cohort::bytes() const {
  std::string bytes;
  append(bytes, static_cast<std::uint32_t>(people_.size()));
  append(bytes, static_cast<std::uint32_t>(people_.empty() ? 0 : people_.front().size()));
  for (const Embedding& person : people_) {
    float largest = 1e-12F;
    for (const float value : person) largest = std::max(largest, std::abs(value));
    append(bytes, largest / kLargestByte);
    for (const float value : person)
      append(bytes, static_cast<std::int8_t>(std::lround(value / largest * kLargestByte)));
  }
  return bytes;
}

CohortPlace Cohort::place_of(const Embedding& one) const {
  if (people_.size() < 2) return {};
  std::vector<double> cosines;
  for (const Embedding& person : people_) cosines.push_back(cosine(one, person));
  const std::size_t count = std::min(kCohortNearest, cosines.size());
  std::partial_sort(cosines.begin(), cosines.begin() + static_cast<std::ptrdiff_t>(count), cosines.end(),
                    std::greater<>());
  CohortPlace place;
  double square = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    place.mean += cosines[i] / static_cast<double>(count);
    square += cosines[i] * cosines[i] / static_cast<double>(count);
  }
  place.spread = std::max(kSmallestSpread, std::sqrt(std::max(0.0, square - place.mean * place.mean)));
  return place;
}

double Cohort::likeness(const Embedding& a, const Embedding& b) const {
  return normalised(cosine(a, b), place_of(a), place_of(b));
}

}  // namespace timbre::speaker
