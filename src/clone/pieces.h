#pragma once
/// A text as the pieces that an engine speaks one by one. Deterministic: the same text gives the same pieces, so that
/// those of an edited text that did not change are found again in the cache.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace timbre::clone {

/// What kind of end a piece has, and so what pause follows it.
enum class PieceEnd { Word, Clause, Sentence, Paragraph, Text };

/// word, clause, sentence, paragraph, text.
[[nodiscard]] const char* to_string(PieceEnd end);

struct Piece {
  std::string text;  ///< in one line, with at least one word
  PieceEnd end = PieceEnd::Text;
  friend bool operator==(const Piece&, const Piece&) = default;
};

/// Sentences of one paragraph are joined up to about 240 characters, those that end without a stop with one; a longer
/// one stands alone; one over `max_characters` (code points; below 20 is taken as 20) is cut at clause marks, else
/// between words, else anywhere, into parts of about one length. Of a text of several pieces the first is kept short,
/// so that sound begins soon. Characters that are written without spaces count three times, as one is a syllable.
/// `language` is ISO 639-1; empty: detected. Errors as speakable_text().
[[nodiscard]] Result<std::vector<Piece>> cut_into_pieces(std::string_view text, std::string_view language,
                                                         std::size_t max_characters);

}  // namespace timbre::clone
