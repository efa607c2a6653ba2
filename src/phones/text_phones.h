#pragma once
/// A written text as the sounds, stresses and pauses of speech: what the built-in voice is fed.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "phones/phone.h"

namespace timbre::phones {

struct TextPhonesOptions {
  std::string language = "en";    ///< ISO 639-1 or an espeak-ng voice name ("en-gb"); "en" is American English
  bool keeps_allophones = false;  ///< see ipa_reading.h; the corpora's labels have none
  bool ends_sentence = true;      ///< a paragraph that no mark ends gets a full stop
};

struct PhonedWord {
  std::string text;       ///< as it is said
  std::size_t begin = 0;  ///< bytes [begin, end) of the written text; see spoken_words()
  std::size_t end = 0;
  std::string ipa;              ///< espeak-ng's own symbols, with stress and length
  std::size_t first_phone = 0;  ///< its phones are [first_phone, first_phone + phone_count)
  std::size_t phone_count = 0;  ///< 0 for what espeak-ng says nothing for
  friend bool operator==(const PhonedWord&, const PhonedWord&) = default;
};

struct PhonedText {
  std::string language;
  std::vector<Phone> phones;  ///< sounds and marks in the order they are said
  std::vector<PhonedWord> words;
  friend bool operator==(const PhonedText&, const PhonedText&) = default;
};

/// The same text gives the same phones, on any thread. A text without words gives none. Unavailable where espeak-ng or
/// its data are missing, NotFound for a language it does not know.
[[nodiscard]] Result<PhonedText> phones_of_text(std::string_view text, const TextPhonesOptions& options = {});

}  // namespace timbre::phones
