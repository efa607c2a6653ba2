#pragma once
/// Short words that every text of a language is full of: "the", "und", "que". They tell languages apart
/// (detect_language.h) and, with a capital, that a sentence begins (sentences.h).

#include <array>
#include <span>
#include <string_view>

namespace timbre::text {

struct FunctionWords {
  std::string_view language;  ///< ISO 639-1
  std::string_view words;     ///< lower case, each with a space before and after
  std::string_view letters;   ///< that no other language of the list has
};

[[nodiscard]] std::span<const FunctionWords> all_function_words();

/// `lower` is in small letters. A language that has no list is taken as any of them.
[[nodiscard]] bool is_function_word(std::string_view lower, std::string_view language);

}  // namespace timbre::text
