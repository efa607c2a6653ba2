#include "score/advice_phrases.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace timbre::score {
namespace {

using measure::MeasureId;

struct Need {
  MeasureId measure;
  Change change;
};

struct Phrase {
  std::string_view words;  ///< in lower case; found at the beginning of a word
  std::array<Need, 4> needs;
  std::size_t count;
};

constexpr Need up(MeasureId id) { return {id, Change::Raise}; }
constexpr Need down(MeasureId id) { return {id, Change::Lower}; }

template <typename... Needs>
constexpr Phrase phrase(std::string_view words, Needs... needs) {
  return {words, {needs...}, sizeof...(needs)};
}

using M = MeasureId;

constexpr std::array kPhrases{
    phrase("too quiet", up(M::LoudnessLufs)),
    phrase("very quiet", up(M::LoudnessLufs)),
    phrase("too soft", up(M::LoudnessLufs)),
    phrase("louder", up(M::LoudnessLufs)),
    phrase("too loud", down(M::LoudnessLufs), down(M::TruePeakDbtp), down(M::ClippedPercent)),
    phrase("very loud", down(M::LoudnessLufs), down(M::TruePeakDbtp), down(M::ClippedPercent)),
    phrase("turn up", up(M::LoudnessLufs)),
    phrase("turn the gain up", up(M::LoudnessLufs)),
    phrase("turn the input gain up", up(M::LoudnessLufs)),
    phrase("turn it up", up(M::LoudnessLufs)),
    phrase("raise the gain", up(M::LoudnessLufs)),
    phrase("raise the input", up(M::LoudnessLufs)),
    phrase("raise the level", up(M::LoudnessLufs)),
    phrase("increase the gain", up(M::LoudnessLufs)),
    phrase("increase the input", up(M::LoudnessLufs)),
    phrase("turn the gain down", down(M::LoudnessLufs), down(M::TruePeakDbtp), down(M::ClippedPercent)),
    phrase("turn the input gain down", down(M::LoudnessLufs), down(M::TruePeakDbtp), down(M::ClippedPercent)),
    phrase("turn down the gain", down(M::LoudnessLufs), down(M::TruePeakDbtp), down(M::ClippedPercent)),
    phrase("lower the gain", down(M::LoudnessLufs), down(M::TruePeakDbtp), down(M::ClippedPercent)),
    phrase("lower the input", down(M::LoudnessLufs), down(M::TruePeakDbtp), down(M::ClippedPercent)),
    phrase("reduce the gain", down(M::LoudnessLufs), down(M::TruePeakDbtp), down(M::ClippedPercent)),
    phrase("reduce the input", down(M::LoudnessLufs), down(M::TruePeakDbtp), down(M::ClippedPercent)),
    phrase("clipping", down(M::ClippedPercent), down(M::TruePeakDbtp)),
    phrase("clipped", down(M::ClippedPercent), down(M::TruePeakDbtp)),
    phrase("distort", down(M::ClippedPercent), down(M::TruePeakDbtp)),
    phrase("too noisy", up(M::SnrDb), down(M::NoiseFloorDbfs), down(M::HumDb)),
    phrase("noisy", up(M::SnrDb), down(M::NoiseFloorDbfs), down(M::HumDb)),
    phrase("too much noise", up(M::SnrDb), down(M::NoiseFloorDbfs), down(M::HumDb)),
    phrase("muffled", up(M::BandwidthHz), up(M::SampleRateHz)),
    phrase("dull", up(M::BandwidthHz), up(M::SampleRateHz)),
    phrase("too much echo", up(M::Srmr)),
    phrase("echoey", up(M::Srmr)),
    phrase("reverberant", up(M::Srmr)),
    phrase("roomy", up(M::Srmr)),
    phrase("too fast", down(M::WordsPerMinute), down(M::SyllableRateHz)),
    phrase("slower", down(M::WordsPerMinute), down(M::SyllableRateHz)),
    phrase("slow down", down(M::WordsPerMinute), down(M::SyllableRateHz)),
    phrase("too slow", up(M::WordsPerMinute), up(M::SyllableRateHz)),
    phrase("faster", up(M::WordsPerMinute), up(M::SyllableRateHz)),
    phrase("speed up", up(M::WordsPerMinute), up(M::SyllableRateHz)),
    phrase("monoton", up(M::F0SpreadSt), up(M::DynamicsDb)),
    phrase("too flat", up(M::F0SpreadSt), up(M::DynamicsDb)),
    phrase("too short", up(M::DurationS), up(M::PauseMedianS)),
    phrase("too long", down(M::DurationS), down(M::PauseMedianS), down(M::SilencePercent)),
    phrase("too much silence", down(M::SilencePercent), down(M::PausesPerMinute), down(M::PauseMedianS)),
    phrase("too many pauses", down(M::PausesPerMinute)),
    phrase("too few pauses", up(M::PausesPerMinute)),
};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// The words of the clause before `at`, nearest first.
std::vector<std::string_view> words_before(std::string_view text, std::size_t at, std::size_t count) {
  std::vector<std::string_view> words;
  while (words.size() < count) {
    while (at > 0 && text[at - 1] == ' ') --at;
    const std::size_t end = at;
    while (at > 0 && (is_letter(text[at - 1]) || text[at - 1] == '\'')) --at;
    if (at == end) break;  // another sign: the clause begins here
    words.push_back(text.substr(at, end - at));
  }
  return words;
}

bool is_denied(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 16> kDenials{"nothing",  "none",   "not",     "no",     "never",  "without",
                                                      "isn't",    "don't",  "doesn't", "avoid",  "avoids", "nor",
                                                      "prevents", "aren't", "neither", "prevent"};
  const auto words = words_before(text, at, 4);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return std::find(kDenials.begin(), kDenials.end(), word) != kDenials.end();
  });
}

bool is_said(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const bool begins_word = at == 0 || !is_letter(text[at - 1]);
    if (begins_word && !is_denied(text, at)) return true;
  }
  return false;
}

/// Whether the card says that none of them is so. What was not judged cannot be said either.
bool is_contradicted(const Phrase& phrase, const AdviceFacts& facts) {
  for (std::size_t i = 0; i < phrase.count; ++i) {
    const MeasureFact* fact = facts.find(phrase.needs[i].measure);
    if (fact != nullptr && fact->change == phrase.needs[i].change) return false;
  }
  return true;
}

}  // namespace

std::string contradicted_phrase(std::string_view text, const AdviceFacts& facts) {
  const std::string simple = lower(text);
  for (const Phrase& phrase : kPhrases) {
    if (!is_contradicted(phrase, facts) || !is_said(simple, phrase.words)) continue;
    const measure::MeasureInfo& info = measure::measure_info(phrase.needs[0].measure);
    return "it says \"" + std::string(phrase.words) + "\", which the measured values do not (" +
           std::string(info.title) + ")";
  }
  return {};
}

bool is_praise(std::string_view text) {
  constexpr std::array<std::string_view, 14> kPraise{
      "excellent", "perfect", "is great",  "is good",    "is fine",     "well done",         "fantastic",
      "flawless",  "spot on", "great job", "looks good", "sounds good", "nothing to change", "keep it up"};
  const std::string simple = lower(text);
  return std::any_of(kPraise.begin(), kPraise.end(), [&](std::string_view words) { return is_said(simple, words); });
}

}  // namespace timbre::score
