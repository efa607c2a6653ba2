#pragma once
/// The tips in words, one table. Placeholders in a text: {value}, {ideal} (the nearest ideal value), {missing} (how far
/// that is), {long_pauses} ("Three pauses are"), {mains}, {from} and {to} (the profile's ideal seconds), {rate} (its
/// rate in kHz).

#include <optional>
#include <string>
#include <string_view>

#include "score/scorecard.h"

namespace timbre::score::detail {

enum class Side { Low, High, Any };

struct MeasureTip {
  measure::MeasureId measure{};
  Side side = Side::Any;
  std::string_view id;
  std::string_view text;
};

struct FindingTip {
  std::string_view id;
  std::optional<measure::MeasureId> measure;
  std::string_view text;
  bool (*applies)(const Scorecard&);
};

/// The tip for a value on its side of the ideal.
[[nodiscard]] const MeasureTip* measure_tip(const Scorecard& card, measure::MeasureId id);
/// The i-th tip on findings, or null beyond the last.
[[nodiscard]] const FindingTip* finding_tip(std::size_t i);
/// The text with its placeholders filled in from the card.
[[nodiscard]] std::string fill_in(std::string_view text, const Scorecard& card, std::optional<measure::MeasureId> id);

}  // namespace timbre::score::detail
