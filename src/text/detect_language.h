#pragma once
/// Which language a text is written in, where that is plain to see: from its script, and in Latin script from its short
/// words (function_words.h) and letters.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace timbre::text {

/// ISO 639-1: en de fr es it pt nl sv da pl, and by script ru uk el ja zh ko. Empty when unsure: too little text, two
/// languages about as likely, another language than these. Names, quotations and headlines are easily too little.
[[nodiscard]] std::string detect_language(std::string_view text);

/// What the short words say, best first, for tests and figures: points for each language of function_words.h.
[[nodiscard]] std::vector<std::pair<std::string, double>> language_points(std::string_view text);

}  // namespace timbre::text
