#pragma once
/// Short words on a take, each by one rule of one table. The word is its stable id in the JSON and what people read.
/// Silence and empty takes get "no speech" and the labels of the file's format only. Labels explain; they never score.

#include <string>
#include <string_view>
#include <vector>

#include "score/scorecard.h"

namespace timbre::score {

/// Which colour a chip takes.
enum class LabelTone { Good, Neutral, Bad };

struct LabelInfo {
  std::string_view label;
  LabelTone tone = LabelTone::Neutral;
  std::string_view meaning;  ///< the rule in words
};

/// Every label there is, in the fixed order in which a scorecard lists them.
[[nodiscard]] std::vector<LabelInfo> all_labels();

/// The labels of a take: a pure function of the scorecard's measures, findings and profile.
[[nodiscard]] std::vector<std::string> labels_of(const Scorecard& card);

}  // namespace timbre::score
