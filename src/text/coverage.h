#pragma once
/// Which sounds of English a person has said so far. A voice model speaks best what its reference has; docs/coverage.md
/// says how this is counted.

#include <bitset>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/cmu_dictionary.h"
#include "text/phonemes.h"
#include "text/prompts.h"
#include "text/pronunciation.h"

namespace timbre::text {

inline constexpr std::size_t kPhoneCount = kCmuPhones.size();

/// Sets of phones and of diphones (one phone after another, within a phrase). Sets of several takes add up.
struct Coverage {
  std::bitset<kPhoneCount> phones;                  ///< by index in kCmuPhones
  std::bitset<kPhoneCount * kPhoneCount> diphones;  ///< first * kPhoneCount + second

  Coverage& operator|=(const Coverage& other);
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

/// Of words said in a row without a pause.
[[nodiscard]] Coverage coverage_of_phrase(std::span<const Pronunciation> words);

/// Of an English text read aloud: numbers as spoken, every word in its usual pronunciation, a pause at every mark of
/// punctuation but hyphens. Errors as Pronouncer.
[[nodiscard]] Result<Coverage> coverage_of_text(std::string_view text, Pronouncer& pronouncer);

/// The sounds to be covered: all phones, and the most frequent diphones within words of the dictionary (each word
/// counted once) that together make up kDiphoneMass of all their occurrences.
struct CoverageTarget {
  Coverage all;
  std::vector<std::uint16_t> by_frequency;  ///< diphones of `all`, the most frequent first
};
inline constexpr double kDiphoneMass = 0.99;
[[nodiscard]] CoverageTarget coverage_target(const CmuDictionary& dictionary);

/// What of the target is covered.
struct CoverageReport {
  std::size_t phones = 0;
  std::size_t diphones = 0;
  std::size_t diphones_wanted = 0;
  std::vector<std::string> missing_phones;    ///< in the order of kCmuPhones
  std::vector<std::string> missing_diphones;  ///< "DH-AH", the most frequent first
};
[[nodiscard]] CoverageReport report_coverage(const Coverage& have, const CoverageTarget& target);

/// What a prompt would add.
struct PromptGain {
  std::size_t prompt = 0;  ///< index in the prompts given
  std::size_t phones = 0;
  std::size_t diphones = 0;
};

/// The English prompt to read that adds the most phones; among equals the one that adds the most diphones of the target
/// per word; among equals the first. Prompts for free speech are never it. None when no prompt adds anything.
[[nodiscard]] Result<std::optional<PromptGain>> next_prompt(const Coverage& have, std::span<const Prompt> prompts,
                                                            const CoverageTarget& target, Pronouncer& pronouncer);

}  // namespace timbre::text
