#pragma once
/// The phones of a text as sentences that are spoken one after the other, each as the acoustic model was taught them.

#include <span>
#include <vector>

#include "phones/phone.h"

namespace timbre::voice {

struct SentencePhones {
  /// A silence, then sounds and marks; the last is a mark where the text has one.
  std::vector<phones::Phone> phones;
  bool ends_paragraph = false;
};

/// A sentence goes up to a full stop, a question or exclamation mark, a paragraph's end, or the text's end. What has no
/// sounds is left out.
[[nodiscard]] std::vector<SentencePhones> cut_into_sentences(std::span<const phones::Phone> phones);

}  // namespace timbre::voice
