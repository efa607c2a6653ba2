#include "voice/phone_rows.h"

#include <cmath>

namespace timbre::voice {
namespace {

constexpr std::size_t kStressAt = phones::kPhoneIdCount;
constexpr std::size_t kAfterAt = kStressAt + 2;
constexpr std::size_t kEndingAt = kAfterAt + 5;
constexpr std::size_t kDistanceAt = kEndingAt + 6;
static_assert(kDistanceAt + 3 == kPhoneInputs);

constexpr float kPhonesNear = 6.0F;
constexpr float kFramesNear = 3.0F;

bool ends_phrase(phones::PhoneId id) { return phones::is_mark(id) || id == phones::kSilence; }

std::size_t ending_of(phones::PhoneId id) {
  switch (id) {
    case phones::kComma:
    case phones::kColon:
      return 1;
    case phones::kDash:
    case phones::kEllipsis:
      return 2;
    case phones::kStop:
    case phones::kParagraph:
      return 3;
    case phones::kQuestion:
      return 4;
    case phones::kExclamation:
      return 5;
    default:
      return 0;
  }
}

float nearness(std::size_t distance, float scale) { return std::exp(-static_cast<float>(distance) / scale); }

}  // namespace

std::vector<float> phone_rows(std::span<const phones::Phone> phones) {
  std::vector<float> rows(phones.size() * kPhoneInputs, 0.0F);
  std::size_t from_start = 0;
  for (std::size_t i = 0; i < phones.size(); ++i) {
    float* row = rows.data() + i * kPhoneInputs;
    row[phones[i].id] = 1.0F;
    if (phones[i].stress != phones::Stress::None) row[kStressAt + static_cast<std::size_t>(phones[i].stress) - 1] = 1;
    if (phones[i].after != phones::Boundary::None) row[kAfterAt + static_cast<std::size_t>(phones[i].after) - 1] = 1;
    row[kDistanceAt] = nearness(from_start++, kPhonesNear);
    if (ends_phrase(phones[i].id)) from_start = 0;
  }
  std::size_t to_phrase_end = 0;
  std::size_t to_sentence_end = 0;
  std::size_t ending = 0;
  for (std::size_t i = phones.size(); i-- > 0;) {
    if (ends_phrase(phones[i].id)) {
      to_phrase_end = 0;
      ending = ending_of(phones[i].id);
      if (ending >= 3) to_sentence_end = 0;
    }
    float* row = rows.data() + i * kPhoneInputs;
    row[kEndingAt + ending] = 1.0F;
    row[kDistanceAt + 1] = nearness(to_phrase_end++, kPhonesNear);
    row[kDistanceAt + 2] = nearness(to_sentence_end++, kPhonesNear);
  }
  return rows;
}

void write_frame_place(std::size_t index, std::size_t count, float* into) {
  into[0] = (static_cast<float>(index) + 0.5F) / static_cast<float>(count);
  into[1] = nearness(index, kFramesNear);
  into[2] = nearness(count - 1 - index, kFramesNear);
  into[3] = std::log(static_cast<float>(count)) / 3.0F;
}

}  // namespace timbre::voice
