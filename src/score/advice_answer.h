#pragma once
/// Reading a language model's answer: text from outside, of which nothing is believed.
///
/// Accepted are the JSON alone, JSON in a fence, and JSON with prose around it (models cannot help it). The JSON must
/// have the shape of docs/formats/advice.schema.json. A tip that has it not, or whose text is no plain text, is put
/// aside with the reason; an answer without a list of tips is an error.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "measure/reading.h"
#include "score/advice_facts.h"

namespace timbre::score {

/// One tip as the model gave it; not yet held against the scorecard.
struct AnsweredTip {
  measure::MeasureId measure{};
  Change direction = Change::Keep;
  double value = 0.0;  ///< the value that the model says it read
  std::string text;    ///< plain: UTF-8 on one line, without markup or links
};

/// A tip that is not shown as advice.
struct DroppedTip {
  std::string text;  ///< what it said, as far as it can be shown: printable, at most kMaxDroppedBytes
  std::string why;   ///< one sentence
};

struct AdviceAnswer {
  std::vector<AnsweredTip> tips;
  std::vector<DroppedTip> dropped;
};

inline constexpr std::size_t kMaxAnswerBytes = 64 * 1024;
inline constexpr std::size_t kMaxTips = 10;
inline constexpr std::size_t kMaxTipBytes = 400;
inline constexpr std::size_t kMaxDroppedBytes = 200;

/// InvalidInput where it is too long, no JSON, or not of that shape.
[[nodiscard]] Result<AdviceAnswer> read_advice_answer(std::string_view answer);

/// What keeps a text from being shown as it is; empty where nothing does.
[[nodiscard]] std::string not_plain_text(const std::string& text);

/// Text that can be shown whatever it was.
[[nodiscard]] std::string shown_text(std::string_view text);

}  // namespace timbre::score
