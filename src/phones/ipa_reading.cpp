#include "phones/ipa_reading.h"

#include <algorithm>
#include <array>

#include "phones/ipa_symbols.h"

namespace timbre::phones {
namespace {

constexpr std::string_view kPrimaryMark = "ˈ";
constexpr std::string_view kSecondaryMark = "ˌ";

struct Reading {
  std::string_view ipa;
  std::array<PhoneId, 2> phones;  ///< the second kPadding where there is one
};

/// What espeak-ng's English voices write otherwise than the inventory does, length marks removed. The longest wins.
constexpr std::array kEnglish = {
    Reading{"ɐ", {kSchwa, kPadding}}, Reading{"ᵻ", {kIh, kPadding}}, Reading{"ɜ", {kEr, kPadding}},
    Reading{"ɒ", {kAa, kPadding}},    Reading{"a", {kAe, kPadding}}, Reading{"e", {kEy, kPadding}},
    Reading{"o", {kOw, kPadding}},    Reading{"oɹ", {kAo, kR}},      Reading{"əʊ", {kOw, kPadding}},
    Reading{"əl", {kSchwa, kL}},      Reading{"l̩", {kSchwa, kL}},    Reading{"əm", {kSchwa, kM}},
    Reading{"m̩", {kSchwa, kM}},       Reading{"ən", {kSchwa, kN}},   Reading{"n̩", {kSchwa, kN}},
    Reading{"ɪə", {kIh, kSchwa}},     Reading{"iə", {kIy, kSchwa}},  Reading{"eə", {kEh, kSchwa}},
    Reading{"ʊə", {kUh, kSchwa}},     Reading{"r", {kR, kPadding}},  Reading{"x", {kK, kPadding}},
    Reading{"ʍ", {kW, kPadding}},     Reading{"ɫ", {kL, kPadding}},  Reading{"g", {kG, kPadding}},
    Reading{"ɬ", {kL, kPadding}}};

/// Marks that say nothing about which phone it is.
std::string bare(std::string phoneme) {
  constexpr std::array<std::string_view, 8> kMarks = {kPrimaryMark, kSecondaryMark, "ː", "ˑ", "͡", "‿", "-", "\u200d"};
  for (const auto mark : kMarks) {
    for (auto at = phoneme.find(mark); at != std::string::npos; at = phoneme.find(mark)) phoneme.erase(at, mark.size());
  }
  return phoneme;
}

std::size_t code_point_bytes(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) ++bytes;
  return bytes;
}

/// The longest phone at the start of an English phoneme, by kEnglish or as the inventory writes it, and its bytes.
struct Found {
  std::array<PhoneId, 2> phones = {kPadding, kPadding};
  std::size_t bytes = 0;
};

Found longest_english(std::string_view phoneme) {
  Found found;
  for (const Reading& reading : kEnglish) {
    if (reading.ipa.size() > found.bytes && phoneme.starts_with(reading.ipa))
      found = {reading.phones, reading.ipa.size()};
  }
  for (const InventoryPhone& phone : phone_inventory()) {
    const bool is_longer = phone.ipa.size() > found.bytes && is_sound(phone.id);
    if (is_longer && phoneme.starts_with(phone.ipa)) found = {{phone.id, kPadding}, phone.ipa.size()};
  }
  return found;
}

std::vector<PhoneId> read_english(std::string_view phoneme) {
  std::vector<PhoneId> phones;
  while (!phoneme.empty()) {
    const Found found = longest_english(phoneme);
    for (const PhoneId id : found.phones) {
      if (id != kPadding) phones.push_back(id);
    }
    if (found.bytes > 0) {
      phoneme.remove_prefix(found.bytes);
      continue;
    }
    const std::size_t bytes = code_point_bytes(phoneme);  // a foreign word in English
    for (const PhoneFeatures& sound : features_of_ipa(phoneme.substr(0, bytes))) phones.push_back(nearest_phone(sound));
    phoneme.remove_prefix(bytes);
  }
  return phones;
}

/// A palatal nasal or lateral is heard as two sounds by those who do not have it.
void append_nearest(const PhoneFeatures& sound, std::vector<PhoneId>& phones) {
  const bool is_palatal = sound.kind == PhoneKind::Consonant && sound.place == Place::Palatal;
  if (is_palatal && (sound.manner == Manner::Nasal || sound.manner == Manner::Lateral)) {
    phones.push_back(sound.manner == Manner::Nasal ? kN : kL);
    phones.push_back(kY);
    return;
  }
  if (sound.manner == Manner::Tap && sound.place == Place::Alveolar) {
    phones.push_back(kTap);  // what becomes of it depends on its neighbours
    return;
  }
  if (sound.manner == Manner::Stop && sound.place == Place::Glottal) return;  // begins a vowel, no more
  phones.push_back(nearest_phone(sound));
  if (sound.is_nasal && sound.kind == PhoneKind::Vowel) phones.push_back(kN);
}

std::vector<PhoneId> read_foreign(std::string_view phoneme) {
  std::vector<PhoneId> phones;
  for (const PhoneFeatures& sound : features_of_ipa(phoneme)) append_nearest(sound, phones);
  return phones;
}

/// English taps are T, as the dictionaries write them. Elsewhere the tap between vowels is what Americans say for T
/// there, and any other is an R.
void fold_allophones(std::vector<StressedPhone>& phones, bool is_english) {
  for (std::size_t i = 0; i < phones.size(); ++i) {
    if (phones[i].id == kGlottal) phones[i].id = kT;
    if (phones[i].id != kTap) continue;
    const bool is_between = i > 0 && i + 1 < phones.size() && is_vowel(phones[i - 1].id) && is_vowel(phones[i + 1].id);
    phones[i].id = is_english || is_between ? kT : kR;
  }
}

/// "zero": before an R the vowel of "here" glides no further.
std::string before_r(const std::string& phoneme, const std::string* next) {
  const bool is_gliding = phoneme == "iə" && next != nullptr && next->starts_with("ɹ");
  return is_gliding ? "ɪ" : phoneme;
}

/// espeak-ng links "hurry" and "more and" with an R after a vowel that has it in it already.
void drop_double_r(std::vector<StressedPhone>& phones) {
  for (std::size_t i = phones.size(); i-- > 1;) {
    const PhoneId before = phones[i - 1].id;
    if (phones[i].id == kR && (before == kEr || before == kErSchwa))
      phones.erase(phones.begin() + static_cast<long>(i));
  }
}

/// The vowels of "nurse" and "letter" are one sound, but for the stress; CMUdict writes ER1 and ER0.
void settle_r_vowels(std::vector<StressedPhone>& phones) {
  for (StressedPhone& phone : phones) {
    if (phone.id == kEr || phone.id == kErSchwa) phone.id = phone.stress == Stress::None ? kErSchwa : kEr;
  }
}

}  // namespace

std::vector<StressedPhone> read_ipa(std::span<const std::string> phonemes, const IpaReadingOptions& options) {
  std::vector<StressedPhone> phones;
  Stress stress = Stress::None;
  for (std::size_t i = 0; i < phonemes.size(); ++i) {
    const std::string& phoneme = phonemes[i];
    const std::string* next = i + 1 < phonemes.size() ? &phonemes[i + 1] : nullptr;
    if (phoneme.find(kPrimaryMark) != std::string::npos) stress = Stress::Primary;
    if (phoneme.find(kSecondaryMark) != std::string::npos) stress = Stress::Secondary;
    const std::vector<PhoneId> ids =
        options.is_english ? read_english(before_r(bare(phoneme), next)) : read_foreign(phoneme);
    for (const PhoneId id : ids) {
      phones.push_back({id, is_vowel(id) ? stress : Stress::None});
      if (is_vowel(id)) stress = Stress::None;
    }
  }
  if (options.is_english) drop_double_r(phones);
  if (options.is_english) settle_r_vowels(phones);
  if (!options.keeps_allophones) fold_allophones(phones, options.is_english);
  return phones;
}

}  // namespace timbre::phones
