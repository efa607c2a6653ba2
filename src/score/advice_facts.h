#pragma once
/// What an advice service is told of a take: numbers, grades, the verdict and labels, and nothing else.
///
/// The type holds no text of its own: measures are named by MeasureId, labels point into all_labels(). So neither a
/// file's name nor a word of the transcript can be in it, whatever the scorecard holds. Only measures that were judged
/// are in it: a median pitch, say, is nobody's business.

#include <optional>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "measure/reading.h"
#include "score/scorecard.h"

namespace timbre::score {

/// Which way a measure's value should go.
enum class Change { Raise, Lower, Keep };

/// "raise", "lower", "keep".
[[nodiscard]] std::string_view to_string(Change change);
[[nodiscard]] std::optional<Change> change_by_name(std::string_view name);

/// One measure that was judged.
struct MeasureFact {
  measure::MeasureId id{};
  double value = 0.0;               ///< as printed on the scorecard, in the measure's unit
  std::optional<double> grade;      ///< 0 … 1; none for a count (clicks, pops …), which brings a tip and no points
  std::optional<double> good_from;  ///< the Good zone; an end that is open has none
  std::optional<double> good_to;
  Change change = Change::Keep;  ///< Keep where it is good and rejected nothing
  bool is_rejected = false;      ///< it broke a hard limit
};

struct AdviceFacts {
  Verdict verdict = Verdict::Reject;
  int stars = 1;
  double overall = 0.0;
  std::optional<double> acoustic, delivery;  ///< 0 … 100
  std::optional<double> perceptual_mos;      ///< 1 … 5
  std::vector<std::string_view> labels;      ///< of all_labels(), in its order
  std::vector<MeasureFact> measures;         ///< in the order of MeasureId

  /// None for a measure that has no value or was not judged.
  [[nodiscard]] const MeasureFact* find(measure::MeasureId id) const;
};

[[nodiscard]] AdviceFacts advice_facts(const Scorecard& card);
/// The same from a scorecard as it is stored (scorecard_json.h). InvalidInput, naming the field, where it is not one.
[[nodiscard]] Result<AdviceFacts> advice_facts(const Json& scorecard);

/// What is sent of them, keys in fixed order (docs/advice.md).
[[nodiscard]] Json to_json(const AdviceFacts& facts);

}  // namespace timbre::score
