#include "score/summary.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "score/score.h"
#include "score/verdict.h"

namespace timbre::score {
namespace {

using Phrase = std::pair<std::string_view, std::string_view>;  // label, words

// The first label a take has decides: the gravest first.
constexpr std::array<Phrase, 8> kSignal{{{"clipped", "Clipped signal"},
                                         {"noisy", "Noisy signal"},
                                         {"muffled", "Muffled signal"},
                                         {"roomy", "Echoing room"},
                                         {"hum", "Humming recording"},
                                         {"quiet", "Quiet signal"},
                                         {"loud", "Loud signal"},
                                         {"clear", "Clean signal"}}};
constexpr std::array<Phrase, 6> kDelivery{{{"monotone", "monotone delivery"},
                                           {"choppy", "choppy delivery"},
                                           {"too fast", "hurried delivery"},
                                           {"slow", "slow delivery"},
                                           {"flat", "flat delivery"},
                                           {"expressive", "lively delivery"}}};
constexpr std::array<Phrase, 2> kLength{{{"too short", "too short"}, {"too long", "too long"}}};

template <std::size_t N>
std::string_view phrase(const Scorecard& card, const std::array<Phrase, N>& phrases, std::string_view otherwise) {
  for (const auto& [label, words] : phrases) {
    if (std::find(card.labels.begin(), card.labels.end(), label) != card.labels.end()) return words;
  }
  return otherwise;
}

}  // namespace

std::string summary_of(const Scorecard& card) {
  const std::string nothing = nothing_to_judge(card);
  if (!nothing.empty()) return nothing;
  const bool is_good = card.acoustic.score.value_or(0.0) >= kKeepAcoustic;
  std::string text(phrase(card, kSignal, is_good ? "Good signal" : "Fair signal"));
  const auto length = phrase(card, kLength, "");
  if (!length.empty()) text += ", " + std::string(length);
  if (card.delivery.score) text += ", " + std::string(phrase(card, kDelivery, "steady delivery"));
  return text + ".";
}

}  // namespace timbre::score
