#pragma once
/// Syllables of a text, counted as the vowels (and syllabic consonants) of espeak-ng's phonemes; and the text spoken.

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "clips.h"

#include "base/testing/test_data.h"

namespace timbre::delivery {

inline bool has_espeak() { return !output_of("espeak-ng --version 2>/dev/null").empty(); }

/// A phoneme is a syllable when it holds a vowel letter of the IPA or the mark under a syllabic consonant.
inline bool is_syllabic(std::string_view phoneme) {
  static constexpr std::array<std::string_view, 25> kVowels{"a", "e", "i", "o", "u", "y", "ɐ",       "ɑ", "ɒ",
                                                            "æ", "ɔ", "ə", "ɚ", "ɛ", "ɜ", "ɝ",       "ɪ", "ʊ",
                                                            "ʌ", "ø", "œ", "ᵻ", "ɨ", "ʉ", "\xCC\xA9"};
  return std::any_of(kVowels.begin(), kVowels.end(),
                     [phoneme](std::string_view vowel) { return phoneme.find(vowel) != std::string_view::npos; });
}

inline std::size_t syllable_count(const std::string& text, const std::string& voice) {
  const std::string phonemes = output_of("espeak-ng -q --ipa --sep=_ -v " + voice + " " + shell_quoted(text));
  std::size_t count = 0;
  std::string phoneme;
  for (const char c : phonemes + "_") {
    if (c != '_' && c != ' ' && c != '\n') {
      phoneme += c;
      continue;
    }
    count += is_syllabic(phoneme) ? 1 : 0;
    phoneme.clear();
  }
  return count;
}

struct ClipWithText {
  std::filesystem::path path;
  std::string text;
  std::string voice;  ///< espeak-ng's name of the language
};

/// The clips of the test data that have a transcript of all that is said in them.
inline std::vector<ClipWithText> clips_with_text() {
  std::vector<ClipWithText> clips;
  const std::filesystem::path speech = test_data_folder() / "speech";
  for (const auto& [corpus, extension, voice] : std::vector<std::array<std::string, 3>>{
           {"kerstin", ".flac", "de"}, {"ljspeech", ".wav", "en-us"}, {"vctk", ".wav", "en-gb"}}) {
    std::ifstream table(speech / corpus / "metadata.csv");
    for (std::string line; std::getline(table, line);) {
      const auto bar = line.find('|');
      const auto path = speech / corpus / (line.substr(0, bar) + extension);
      // LJSpeech gives the text twice, the second time with numbers written out.
      if (bar != std::string::npos && exists(path)) clips.push_back({path, line.substr(line.rfind('|') + 1), voice});
    }
  }
  std::ifstream text(speech / "librivox/en_ohenry_chenevert.txt");
  std::string line;
  if (std::getline(text, line)) clips.push_back({speech / "librivox/en_ohenry_chenevert.wav", line, "en-us"});
  return clips;
}

}  // namespace timbre::delivery
