#include "phones/ipa_symbols.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace timbre::phones {
namespace {

struct Symbol {
  std::string_view ipa;
  PhoneFeatures features;
};

constexpr PhoneFeatures voiceless(Place place, Manner manner) { return consonant(false, place, manner); }
constexpr PhoneFeatures voiced(Place place, Manner manner) { return consonant(true, place, manner); }
constexpr PhoneFeatures spread(Height height, Backness backness) { return vowel(height, backness, false); }
constexpr PhoneFeatures rounded(Height height, Backness backness) { return vowel(height, backness, true); }
constexpr PhoneFeatures coloured(PhoneFeatures features) {
  features.is_r_coloured = true;
  return features;
}

/// The chart of the IPA (revised to 2020), but where a note says otherwise. "a" is central, as most languages that
/// write it have it.
constexpr std::array kSymbols = {
    Symbol{"p", voiceless(Place::Bilabial, Manner::Stop)},
    Symbol{"b", voiced(Place::Bilabial, Manner::Stop)},
    Symbol{"t", voiceless(Place::Alveolar, Manner::Stop)},
    Symbol{"d", voiced(Place::Alveolar, Manner::Stop)},
    Symbol{"ʈ", voiceless(Place::Retroflex, Manner::Stop)},
    Symbol{"ɖ", voiced(Place::Retroflex, Manner::Stop)},
    Symbol{"c", voiceless(Place::Palatal, Manner::Stop)},
    Symbol{"ɟ", voiced(Place::Palatal, Manner::Stop)},
    Symbol{"k", voiceless(Place::Velar, Manner::Stop)},
    Symbol{"ɡ", voiced(Place::Velar, Manner::Stop)},
    Symbol{"g", voiced(Place::Velar, Manner::Stop)},
    Symbol{"q", voiceless(Place::Uvular, Manner::Stop)},
    Symbol{"ɢ", voiced(Place::Uvular, Manner::Stop)},
    Symbol{"ʔ", voiceless(Place::Glottal, Manner::Stop)},
    Symbol{"tʃ", voiceless(Place::Postalveolar, Manner::Affricate)},
    Symbol{"dʒ", voiced(Place::Postalveolar, Manner::Affricate)},
    Symbol{"tɕ", voiceless(Place::Postalveolar, Manner::Affricate)},
    Symbol{"dʑ", voiced(Place::Postalveolar, Manner::Affricate)},
    Symbol{"ɸ", voiceless(Place::Bilabial, Manner::Fricative)},
    Symbol{"β", voiced(Place::Bilabial, Manner::Fricative)},
    Symbol{"f", voiceless(Place::Labiodental, Manner::Fricative)},
    Symbol{"v", voiced(Place::Labiodental, Manner::Fricative)},
    Symbol{"θ", voiceless(Place::Dental, Manner::Fricative)},
    Symbol{"ð", voiced(Place::Dental, Manner::Fricative)},
    Symbol{"s", voiceless(Place::Alveolar, Manner::Fricative)},
    Symbol{"z", voiced(Place::Alveolar, Manner::Fricative)},
    Symbol{"ʃ", voiceless(Place::Postalveolar, Manner::Fricative)},
    Symbol{"ʒ", voiced(Place::Postalveolar, Manner::Fricative)},
    Symbol{"ɕ", voiceless(Place::Postalveolar, Manner::Fricative)},
    Symbol{"ʑ", voiced(Place::Postalveolar, Manner::Fricative)},
    Symbol{"ʂ", voiceless(Place::Retroflex, Manner::Fricative)},
    Symbol{"ʐ", voiced(Place::Retroflex, Manner::Fricative)},
    Symbol{"ç", voiceless(Place::Palatal, Manner::Fricative)},
    Symbol{"ʝ", voiced(Place::Palatal, Manner::Fricative)},
    Symbol{"x", voiceless(Place::Velar, Manner::Fricative)},
    Symbol{"ɣ", voiced(Place::Velar, Manner::Fricative)},
    Symbol{"χ", voiceless(Place::Uvular, Manner::Fricative)},
    Symbol{"ʁ", voiced(Place::Alveolar, Manner::Trill)},  // an R, wherever it is made
    Symbol{"ħ", voiceless(Place::Pharyngeal, Manner::Fricative)},
    Symbol{"ʕ", voiced(Place::Pharyngeal, Manner::Fricative)},
    Symbol{"h", voiceless(Place::Glottal, Manner::Fricative)},
    Symbol{"ɦ", voiced(Place::Glottal, Manner::Fricative)},
    Symbol{"m", voiced(Place::Bilabial, Manner::Nasal)},
    Symbol{"ɱ", voiced(Place::Labiodental, Manner::Nasal)},
    Symbol{"n", voiced(Place::Alveolar, Manner::Nasal)},
    Symbol{"ɳ", voiced(Place::Retroflex, Manner::Nasal)},
    Symbol{"ɲ", voiced(Place::Palatal, Manner::Nasal)},
    Symbol{"ŋ", voiced(Place::Velar, Manner::Nasal)},
    Symbol{"ɴ", voiced(Place::Uvular, Manner::Nasal)},
    Symbol{"ɾ", voiced(Place::Alveolar, Manner::Tap)},
    Symbol{"ɽ", voiced(Place::Retroflex, Manner::Tap)},
    Symbol{"r", voiced(Place::Alveolar, Manner::Trill)},
    Symbol{"ʀ", voiced(Place::Alveolar, Manner::Trill)},
    Symbol{"ʋ", voiced(Place::Labiodental, Manner::Fricative)},  // heard as v
    Symbol{"ɹ", voiced(Place::Alveolar, Manner::Approximant)},
    Symbol{"ɻ", voiced(Place::Retroflex, Manner::Approximant)},
    Symbol{"j", voiced(Place::Palatal, Manner::Approximant)},
    Symbol{"ɥ", voiced(Place::Labiovelar, Manner::Approximant)},
    Symbol{"ɰ", voiced(Place::Labiovelar, Manner::Approximant)},
    Symbol{"w", voiced(Place::Labiovelar, Manner::Approximant)},
    Symbol{"ʍ", voiced(Place::Labiovelar, Manner::Approximant)},
    Symbol{"l", voiced(Place::Alveolar, Manner::Lateral)},
    Symbol{"ɫ", voiced(Place::Alveolar, Manner::Lateral)},
    Symbol{"ɭ", voiced(Place::Retroflex, Manner::Lateral)},
    Symbol{"ʎ", voiced(Place::Palatal, Manner::Lateral)},
    Symbol{"ɬ", voiceless(Place::Alveolar, Manner::Lateral)},
    Symbol{"ɮ", voiced(Place::Alveolar, Manner::Lateral)},
    Symbol{"i", spread(Height::Close, Backness::Front)},
    Symbol{"y", rounded(Height::Close, Backness::Front)},
    Symbol{"ɨ", spread(Height::NearClose, Backness::Central)},  // heard as ɪ, by the chart close
    Symbol{"ɘ", spread(Height::CloseMid, Backness::Central)},
    Symbol{"ʉ", rounded(Height::Close, Backness::Central)},
    Symbol{"ɯ", rounded(Height::Close, Backness::Back)},  // heard as u, by the chart unrounded
    Symbol{"u", rounded(Height::Close, Backness::Back)},
    Symbol{"ɪ", spread(Height::NearClose, Backness::NearFront)},
    Symbol{"ʏ", rounded(Height::NearClose, Backness::NearFront)},
    Symbol{"ᵻ", spread(Height::NearClose, Backness::NearFront)},
    Symbol{"ʊ", rounded(Height::NearClose, Backness::NearBack)},
    Symbol{"e", spread(Height::CloseMid, Backness::Front)},
    Symbol{"ø", rounded(Height::CloseMid, Backness::Front)},
    Symbol{"ɵ", rounded(Height::CloseMid, Backness::Central)},
    Symbol{"ɤ", spread(Height::CloseMid, Backness::Back)},
    Symbol{"o", rounded(Height::CloseMid, Backness::Back)},
    Symbol{"ə", spread(Height::Mid, Backness::Central)},
    Symbol{"ɛ", spread(Height::OpenMid, Backness::Front)},
    Symbol{"œ", rounded(Height::OpenMid, Backness::Front)},
    Symbol{"ɜ", spread(Height::OpenMid, Backness::Central)},
    Symbol{"ɝ", coloured(spread(Height::OpenMid, Backness::Central))},
    Symbol{"ɚ", coloured(spread(Height::Mid, Backness::Central))},
    Symbol{"ʌ", spread(Height::OpenMid, Backness::NearBack)},
    Symbol{"ɔ", rounded(Height::OpenMid, Backness::Back)},
    Symbol{"æ", spread(Height::NearOpen, Backness::Front)},
    Symbol{"ɐ", spread(Height::NearOpen, Backness::Central)},
    Symbol{"a", spread(Height::Open, Backness::Central)},
    Symbol{"ɑ", spread(Height::Open, Backness::Back)},
    Symbol{"ɒ", rounded(Height::Open, Backness::Back)},
};

constexpr std::string_view kNasalMark = "\u0303";
constexpr std::array<std::string_view, 2> kLengthMarks = {"ː", "ˑ"};
constexpr std::string_view kRhoticMark = "˞";

const Symbol* longest_at_start(std::string_view text) {
  const Symbol* best = nullptr;
  for (const auto& symbol : kSymbols) {
    if (text.starts_with(symbol.ipa) && (best == nullptr || symbol.ipa.size() > best->ipa.size())) best = &symbol;
  }
  return best;
}

std::size_t code_point_bytes(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) ++bytes;
  return bytes;
}

/// Nasal vowels of one code point, as some of espeak-ng's tables have them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kComposed = {{{"\u00E3", "a\u0303"},
                                                                                     {"\u1EBD", "e\u0303"},
                                                                                     {"\u0129", "i\u0303"},
                                                                                     {"\u00F5", "o\u0303"},
                                                                                     {"\u0169", "u\u0303"}}};

std::string decomposed(std::string_view text) {
  std::string out(text);
  for (const auto& [one, two] : kComposed) {
    for (auto at = out.find(one); at != std::string::npos; at = out.find(one)) out.replace(at, one.size(), two);
  }
  return out;
}

/// What a mark after a symbol does to it.
void apply_mark(std::string_view mark, PhoneFeatures& features) {
  features.is_nasal = features.is_nasal || mark == kNasalMark;
  features.is_r_coloured = features.is_r_coloured || mark == kRhoticMark;
  features.is_long =
      features.is_long || std::find(kLengthMarks.begin(), kLengthMarks.end(), mark) != kLengthMarks.end();
}

/// Vowels where one follows another, and the first is not long: one that moves.
bool makes_diphthong(const std::vector<PhoneFeatures>& so_far, const PhoneFeatures& next) {
  if (so_far.empty() || next.kind != PhoneKind::Vowel || so_far.back().kind != PhoneKind::Vowel) return false;
  const bool is_rising_higher = next.height <= Height::CloseMid && next.height < so_far.back().height;
  const bool ends_high = next.height <= Height::NearClose || is_rising_higher;
  return ends_high && !so_far.back().is_long && !is_diphthong(so_far.back()) && !so_far.back().is_r_coloured;
}

}  // namespace

std::vector<PhoneFeatures> features_of_ipa(std::string_view phoneme) {
  const std::string text = decomposed(phoneme);
  std::string_view rest = text;
  std::vector<PhoneFeatures> sounds;
  while (!rest.empty()) {
    const Symbol* symbol = longest_at_start(rest);
    const std::size_t bytes = symbol != nullptr ? symbol->ipa.size() : code_point_bytes(rest);
    if (symbol == nullptr) {
      if (!sounds.empty()) apply_mark(rest.substr(0, bytes), sounds.back());
    } else if (makes_diphthong(sounds, symbol->features)) {
      sounds.back() = diphthong(sounds.back(), symbol->features);
    } else {
      sounds.push_back(symbol->features);
    }
    rest.remove_prefix(bytes);
  }
  return sounds;
}

}  // namespace timbre::phones
