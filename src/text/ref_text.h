#pragma once
/// The reference text of a clip: what a cloning model is told was said in it. Models take pauses and melody from its
/// punctuation, and words from its spelling, so it is written the way it was spoken.

#include <optional>
#include <string>
#include <string_view>

#include "text/timed_word.h"

namespace timbre::text {

/// From this silence between two words on a sentence ends, where the engine gives no punctuation at all.
inline constexpr double kSentencePauseS = 0.5;
/// From this silence on there is a comma.
inline constexpr double kCommaPauseS = 0.25;

/// A machine's transcript as a reference text: numbers and abbreviations as spoken (English only), typographic quotes,
/// dashes and ellipses made plain, single spaces, a word said twice by the engine's stutter of fillers ("uh uh") once,
/// a capital after each sentence end and for "I", exactly one full stop, question mark or exclamation mark at the end.
/// A transcript without any punctuation is given full stops and commas from its pauses. No words give an empty text.
[[nodiscard]] std::string machine_ref_text(const Transcript& transcript);

/// A person's edit: outer white space trimmed and a full stop added where no sentence mark ends it; nothing else.
[[nodiscard]] std::string edited_ref_text(std::string_view text);

/// The machine's words and a person's, kept apart so that neither overwrites the other.
struct RefText {
  std::string machine;                ///< from machine_ref_text
  std::optional<std::string> edited;  ///< from edited_ref_text; replaces `machine` when it is there and not empty

  [[nodiscard]] const std::string& used() const;
  [[nodiscard]] bool is_edited() const { return edited.has_value() && !edited->empty(); }
  /// What to say to a person before this text is used; none once a person has edited it.
  [[nodiscard]] std::optional<std::string> warning() const;
};

}  // namespace timbre::text
