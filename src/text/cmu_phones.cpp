// IPA to the CMU set. English symbols: as the CMU dictionary writes the words in which espeak-ng's en-us voice uses
// them (phonemes_test.cpp counts how often that holds). Other languages: what speakers of American English hear or say
// in their place. Front rounded vowels go to back ones, which are fronted in American English (Strange, Bohn, Trent,
// Nishi 2004, JASA 115); uvular and trilled r to R; nasal vowels to vowel and N; palatals to the cluster that contains
// their glide.
#include <algorithm>
#include <array>

#include "text/phonemes.h"

namespace timbre::text {
namespace {

struct Mapping {
  std::string_view ipa;
  std::string_view cmu;  ///< phones with single spaces between them
};

constexpr std::array kMappings = {
    // vowels of English
    Mapping{"ɑ", "AA"},
    Mapping{"æ", "AE"},
    Mapping{"ʌ", "AH"},
    Mapping{"ə", "AH"},
    Mapping{"ɐ", "AH"},
    Mapping{"ɔ", "AO"},
    Mapping{"aʊ", "AW"},
    Mapping{"aɪ", "AY"},
    Mapping{"ɛ", "EH"},
    Mapping{"ɜ", "ER"},
    Mapping{"ɚ", "ER"},
    Mapping{"ɝ", "ER"},
    Mapping{"eɪ", "EY"},
    Mapping{"ɪ", "IH"},
    Mapping{"ᵻ", "IH"},
    Mapping{"i", "IY"},
    Mapping{"oʊ", "OW"},
    Mapping{"əʊ", "OW"},
    Mapping{"ɔɪ", "OY"},
    Mapping{"ʊ", "UH"},
    Mapping{"u", "UW"},
    Mapping{"ɒ", "AA"},
    Mapping{"əl", "AH L"},
    Mapping{"əm", "AH M"},
    Mapping{"ən", "AH N"},
    Mapping{"l̩", "AH L"},
    Mapping{"m̩", "AH M"},
    Mapping{"n̩", "AH N"},
    Mapping{"iə", "IY AH"},
    Mapping{"aɪə", "AY AH"},
    Mapping{"aɪɚ", "AY ER"},
    Mapping{"aʊɚ", "AW ER"},
    Mapping{"ɑɹ", "AA R"},
    Mapping{"ɔɹ", "AO R"},
    Mapping{"oɹ", "AO R"},
    Mapping{"ɛɹ", "EH R"},
    Mapping{"ɪɹ", "IH R"},
    Mapping{"ʊɹ", "UH R"},
    // consonants of English
    Mapping{"b", "B"},
    Mapping{"tʃ", "CH"},
    Mapping{"d", "D"},
    Mapping{"ð", "DH"},
    Mapping{"f", "F"},
    Mapping{"ɡ", "G"},
    Mapping{"g", "G"},
    Mapping{"h", "HH"},
    Mapping{"ɦ", "HH"},
    Mapping{"dʒ", "JH"},
    Mapping{"k", "K"},
    Mapping{"l", "L"},
    Mapping{"ɫ", "L"},
    Mapping{"m", "M"},
    Mapping{"n", "N"},
    Mapping{"ŋ", "NG"},
    Mapping{"p", "P"},
    Mapping{"ɹ", "R"},
    Mapping{"s", "S"},
    Mapping{"ʃ", "SH"},
    Mapping{"t", "T"},
    Mapping{"ʔ", "T"},
    Mapping{"θ", "TH"},
    Mapping{"v", "V"},
    Mapping{"w", "W"},
    Mapping{"ʍ", "W"},
    Mapping{"j", "Y"},
    Mapping{"z", "Z"},
    Mapping{"ʒ", "ZH"},
    // vowels elsewhere
    Mapping{"a", "AA"},
    Mapping{"e", "EY"},
    Mapping{"o", "OW"},
    Mapping{"y", "UW"},
    Mapping{"ʏ", "UH"},
    Mapping{"ø", "UH"},
    Mapping{"œ", "AH"},
    Mapping{"ɵ", "UH"},
    Mapping{"ɨ", "IH"},
    Mapping{"ʉ", "UW"},
    Mapping{"ɯ", "UW"},
    Mapping{"ɤ", "AH"},
    Mapping{"ɘ", "AH"},
    Mapping{"ɔø", "OY"},
    Mapping{"ɔʏ", "OY"},
    Mapping{"oɪ", "OY"},
    Mapping{"oi", "OY"},
    Mapping{"ai", "AY"},
    Mapping{"au", "AW"},
    Mapping{"ei", "EY"},
    Mapping{"eʊ", "EH UH"},
    Mapping{"ɛʊ", "EH UH"},
    Mapping{"ɑ̃", "AA N"},
    Mapping{"ã", "AA N"},
    Mapping{"ɐ̃", "AH N"},
    Mapping{"ɛ̃", "AE N"},
    Mapping{"ẽ", "EY N"},
    Mapping{"œ̃", "AH N"},
    Mapping{"ɔ̃", "OW N"},
    Mapping{"õ", "OW N"},
    Mapping{"ĩ", "IY N"},
    Mapping{"ũ", "UW N"},
    Mapping{"ɐ̃ʊ̃", "AW N"},
    // consonants elsewhere
    Mapping{"ç", "SH"},
    Mapping{"ɕ", "SH"},
    Mapping{"ʂ", "SH"},
    Mapping{"ʑ", "ZH"},
    Mapping{"ʐ", "ZH"},
    Mapping{"x", "HH"},
    Mapping{"χ", "HH"},
    Mapping{"ħ", "HH"},
    Mapping{"ɣ", "G"},
    Mapping{"β", "V"},
    Mapping{"ʋ", "V"},
    Mapping{"ɸ", "F"},
    Mapping{"ʁ", "R"},
    Mapping{"ʀ", "R"},
    Mapping{"r", "R"},
    Mapping{"ɾ", "R"},
    Mapping{"ɽ", "R"},
    Mapping{"ɻ", "R"},
    Mapping{"ɲ", "N Y"},
    Mapping{"nʲ", "N Y"},
    Mapping{"ʎ", "L Y"},
    Mapping{"lʲ", "L Y"},
    Mapping{"ɬ", "L"},
    Mapping{"ɭ", "L"},
    Mapping{"ʝ", "Y"},
    Mapping{"ɥ", "W"},
    Mapping{"ɟ", "JH"},
    Mapping{"ʈ", "T"},
    Mapping{"ɖ", "D"},
    Mapping{"q", "K"},
    Mapping{"ts", "T S"},
    Mapping{"dz", "D Z"},
    Mapping{"pf", "P F"},
};

/// The longest symbol of the table that the text begins with, or nothing.
const Mapping* longest_at_start(std::string_view text) {
  const Mapping* best = nullptr;
  for (const auto& mapping : kMappings) {
    if (text.starts_with(mapping.ipa) && (best == nullptr || mapping.ipa.size() > best->ipa.size())) best = &mapping;
  }
  return best;
}

std::size_t code_point_bytes(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) ++bytes;
  return bytes;
}

void append_words(std::string_view words, std::vector<std::string>& to) {
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    to.emplace_back(words.substr(at, end - at));
    at = end + 1;
  }
}

void append_phoneme(std::string_view phoneme, std::vector<std::string>& to) {
  while (!phoneme.empty()) {
    const Mapping* mapping = longest_at_start(phoneme);
    if (mapping != nullptr) append_words(mapping->cmu, to);
    phoneme.remove_prefix(mapping != nullptr ? mapping->ipa.size() : code_point_bytes(phoneme));
  }
}

bool starts_with_vowel(const std::string& phoneme) {
  std::vector<std::string> phones;
  append_phoneme(phoneme, phones);
  return !phones.empty() && std::string_view("AEIOU").find(phones.front().front()) != std::string_view::npos;
}

/// The tap between vowels is how American English says T ("city"), and so how its acoustic models know it.
bool is_flapped_t(const std::vector<std::string>& ipa, std::size_t at) {
  return ipa[at] == "ɾ" && at > 0 && at + 1 < ipa.size() && starts_with_vowel(ipa[at - 1]) &&
         starts_with_vowel(ipa[at + 1]);
}

}  // namespace

std::vector<std::string> nearest_cmu_phones(const std::vector<std::string>& ipa) {
  std::vector<std::string> phones;
  for (std::size_t i = 0; i < ipa.size(); ++i) {
    const bool is_before_r = i + 1 < ipa.size() && ipa[i + 1].starts_with("ɹ");
    if (is_flapped_t(ipa, i)) {
      phones.emplace_back("T");
    } else if (ipa[i] == "o" && is_before_r) {
      phones.emplace_back("AO");  // "story": espeak-ng writes oː where the dictionary writes AO
    } else {
      append_phoneme(ipa[i], phones);
    }
  }
  return phones;
}

}  // namespace timbre::text
