#pragma once
/// One sound or mark of a text that is to be spoken, and where in the text it stands.

#include <cstddef>
#include <cstdint>

#include "phones/phone_inventory.h"

namespace timbre::phones {

/// Of the syllable a sound belongs to.
enum class Stress : std::uint8_t { None, Secondary, Primary };

/// Where in its syllable a sound stands: before the vowel, the vowel, after it.
enum class SyllablePart : std::uint8_t { None, Onset, Nucleus, Coda };

/// Where in something larger a thing stands.
enum class Position : std::uint8_t { Only, First, Inside, Last };

/// The strongest border that follows a sound.
enum class Boundary : std::uint8_t { None, Syllable, Word, Phrase, Sentence, Paragraph };

inline constexpr std::size_t kNoWord = static_cast<std::size_t>(-1);

struct Phone {
  PhoneId id = kPadding;
  Stress stress = Stress::None;
  SyllablePart part = SyllablePart::None;
  std::size_t word = kNoWord;  ///< index of its word; kNoWord for marks
  std::size_t syllable = 0;    ///< of the word, from 0
  Position in_word = Position::Only;
  Position word_in_phrase = Position::Only;
  Boundary after = Boundary::None;
  friend bool operator==(const Phone&, const Phone&) = default;
};

/// none, secondary, primary.
[[nodiscard]] const char* to_string(Stress stress);
/// none, onset, nucleus, coda.
[[nodiscard]] const char* to_string(SyllablePart part);
/// only, first, inside, last.
[[nodiscard]] const char* to_string(Position position);
/// none, syllable, word, phrase, sentence, paragraph.
[[nodiscard]] const char* to_string(Boundary boundary);

/// Of a thing at `index` of `count`.
[[nodiscard]] Position position_of(std::size_t index, std::size_t count);

}  // namespace timbre::phones
