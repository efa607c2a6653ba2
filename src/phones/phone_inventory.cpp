#include "phones/phone_inventory.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace timbre::phones {
namespace {

/// One row for each vowel, as The Handbook of the IPA (1999), p. 41 f., describes American English.
constexpr PhoneFeatures kI = vowel(Height::Close, Backness::Front, false);
constexpr PhoneFeatures kSmallI = vowel(Height::NearClose, Backness::NearFront, false);
constexpr PhoneFeatures kSmallU = vowel(Height::NearClose, Backness::NearBack, true);
constexpr PhoneFeatures kLowA = vowel(Height::Open, Backness::Central, false);

PhoneFeatures as_long(PhoneFeatures features) {
  features.is_long = true;
  return features;
}

PhoneFeatures as_r_coloured(PhoneFeatures features) {
  features.is_r_coloured = true;
  return features;
}

PhoneFeatures other(PhoneKind kind) {
  PhoneFeatures features;
  features.kind = kind;
  return features;
}

std::vector<InventoryPhone> make_marks() {
  return {{kPadding, "_", "", other(PhoneKind::None)},    {kSilence, "sil", "", other(PhoneKind::Silence)},
          {kNoise, "noise", "", other(PhoneKind::Noise)}, {kComma, ",", "", other(PhoneKind::Mark)},
          {kColon, ":", "", other(PhoneKind::Mark)},      {kDash, "–", "", other(PhoneKind::Mark)},
          {kEllipsis, "…", "", other(PhoneKind::Mark)},   {kStop, ".", "", other(PhoneKind::Mark)},
          {kQuestion, "?", "", other(PhoneKind::Mark)},   {kExclamation, "!", "", other(PhoneKind::Mark)},
          {kParagraph, "¶", "", other(PhoneKind::Mark)}};
}

std::vector<InventoryPhone> make_consonants() {
  return {{kP, "p", "P", consonant(false, Place::Bilabial, Manner::Stop)},
          {kB, "b", "B", consonant(true, Place::Bilabial, Manner::Stop)},
          {kT, "t", "T", consonant(false, Place::Alveolar, Manner::Stop)},
          {kD, "d", "D", consonant(true, Place::Alveolar, Manner::Stop)},
          {kK, "k", "K", consonant(false, Place::Velar, Manner::Stop)},
          {kG, "ɡ", "G", consonant(true, Place::Velar, Manner::Stop)},
          {kCh, "tʃ", "CH", consonant(false, Place::Postalveolar, Manner::Affricate)},
          {kJh, "dʒ", "JH", consonant(true, Place::Postalveolar, Manner::Affricate)},
          {kF, "f", "F", consonant(false, Place::Labiodental, Manner::Fricative)},
          {kV, "v", "V", consonant(true, Place::Labiodental, Manner::Fricative)},
          {kTh, "θ", "TH", consonant(false, Place::Dental, Manner::Fricative)},
          {kDh, "ð", "DH", consonant(true, Place::Dental, Manner::Fricative)},
          {kS, "s", "S", consonant(false, Place::Alveolar, Manner::Fricative)},
          {kZ, "z", "Z", consonant(true, Place::Alveolar, Manner::Fricative)},
          {kSh, "ʃ", "SH", consonant(false, Place::Postalveolar, Manner::Fricative)},
          {kZh, "ʒ", "ZH", consonant(true, Place::Postalveolar, Manner::Fricative)},
          {kH, "h", "HH", consonant(false, Place::Glottal, Manner::Fricative)},
          {kM, "m", "M", consonant(true, Place::Bilabial, Manner::Nasal)},
          {kN, "n", "N", consonant(true, Place::Alveolar, Manner::Nasal)},
          {kNg, "ŋ", "NG", consonant(true, Place::Velar, Manner::Nasal)},
          {kL, "l", "L", consonant(true, Place::Alveolar, Manner::Lateral)},
          {kR, "ɹ", "R", consonant(true, Place::Alveolar, Manner::Approximant)},
          {kY, "j", "Y", consonant(true, Place::Palatal, Manner::Approximant)},
          {kW, "w", "W", consonant(true, Place::Labiovelar, Manner::Approximant)},
          {kTap, "ɾ", "", consonant(true, Place::Alveolar, Manner::Tap)},
          {kGlottal, "ʔ", "", consonant(false, Place::Glottal, Manner::Stop)}};
}

std::vector<InventoryPhone> make_vowels() {
  return {{kIy, "i", "IY", as_long(kI)},
          {kIh, "ɪ", "IH", kSmallI},
          {kEh, "ɛ", "EH", vowel(Height::OpenMid, Backness::Front, false)},
          {kAe, "æ", "AE", vowel(Height::NearOpen, Backness::Front, false)},
          {kAa, "ɑ", "AA", as_long(vowel(Height::Open, Backness::Back, false))},
          {kAo, "ɔ", "AO", as_long(vowel(Height::OpenMid, Backness::Back, true))},
          {kUh, "ʊ", "UH", kSmallU},
          {kUw, "u", "UW", as_long(vowel(Height::Close, Backness::Back, true))},
          {kAh, "ʌ", "AH", vowel(Height::OpenMid, Backness::NearBack, false)},
          {kSchwa, "ə", "", vowel(Height::Mid, Backness::Central, false)},
          {kEr, "ɝ", "ER", as_long(as_r_coloured(vowel(Height::OpenMid, Backness::Central, false)))},
          {kErSchwa, "ɚ", "", as_r_coloured(vowel(Height::Mid, Backness::Central, false))},
          {kEy, "eɪ", "EY", as_long(diphthong(vowel(Height::CloseMid, Backness::Front, false), kSmallI))},
          {kAy, "aɪ", "AY", as_long(diphthong(kLowA, kSmallI))},
          {kOy, "ɔɪ", "OY", as_long(diphthong(vowel(Height::OpenMid, Backness::Back, true), kSmallI))},
          {kAw, "aʊ", "AW", as_long(diphthong(kLowA, kSmallU))},
          {kOw, "oʊ", "OW", as_long(diphthong(vowel(Height::CloseMid, Backness::Back, true), kSmallU))}};
}

const std::vector<InventoryPhone>& table() {
  static const std::vector<InventoryPhone> phones = [] {
    std::vector<InventoryPhone> all = make_marks();
    for (const auto& group : {make_consonants(), make_vowels()}) all.insert(all.end(), group.begin(), group.end());
    return all;
  }();
  return phones;
}

bool is_of_kind(PhoneId id, PhoneKind kind) {
  const InventoryPhone* phone = find_phone(id);
  return phone != nullptr && phone->features.kind == kind;
}

}  // namespace

std::span<const InventoryPhone> phone_inventory() { return table(); }

const InventoryPhone* find_phone(PhoneId id) {
  const auto at = std::lower_bound(table().begin(), table().end(), id,
                                   [](const InventoryPhone& phone, PhoneId wanted) { return phone.id < wanted; });
  return at != table().end() && at->id == id ? &*at : nullptr;
}

const InventoryPhone* find_phone(std::string_view ipa) {
  const auto at = std::find_if(table().begin(), table().end(), [ipa](const auto& phone) { return phone.ipa == ipa; });
  return at == table().end() ? nullptr : &*at;
}

bool is_vowel(PhoneId id) { return is_of_kind(id, PhoneKind::Vowel); }
bool is_consonant(PhoneId id) { return is_of_kind(id, PhoneKind::Consonant); }
bool is_sound(PhoneId id) { return is_vowel(id) || is_consonant(id); }
bool is_mark(PhoneId id) { return is_of_kind(id, PhoneKind::Mark); }

PhoneId nearest_phone(const PhoneFeatures& features) {
  if (features.kind != PhoneKind::Vowel && features.kind != PhoneKind::Consonant) return kPadding;
  PhoneId best = kPadding;
  double best_distance = std::numeric_limits<double>::max();
  for (const InventoryPhone& phone : table()) {
    if (phone.features.kind != features.kind || phone.id == kTap || phone.id == kGlottal) continue;
    const double distance = feature_distance(features, phone.features);
    if (distance >= best_distance) continue;
    best = phone.id;
    best_distance = distance;
  }
  return best;
}

}  // namespace timbre::phones
