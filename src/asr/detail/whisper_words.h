#pragma once
/// From Whisper's tokens to words.

#include <string>
#include <string_view>
#include <vector>

#include "text/timed_word.h"

namespace timbre::asr::detail {

/// A piece of text: part of a word, a word with the space before it, or some bytes of a character.
struct WhisperToken {
  std::string text;
  double start_s = 0.0;  ///< as Whisper guesses; in any order
  double end_s = 0.0;
  double probability = 0.0;
};

/// Words with their punctuation, in order, without overlap, inside [0, duration_s]. A word begins with a space; in
/// languages that are written without spaces (zh ja th lo my km yue) every whole character group of a token is a word
/// of its own. What stands in brackets or between asterisks or notes is noise ("[MUSIC]", "(applause)") and is left
/// out, as is what has neither letter nor digit. Confidence is the geometric mean over the word's tokens.
[[nodiscard]] std::vector<text::TimedWord> words_of_tokens(const std::vector<WhisperToken>& tokens,
                                                           std::string_view language, double duration_s);

}  // namespace timbre::asr::detail
