#pragma once
/// German as it is read aloud, as far as espeak-ng does not read it so by itself.

#include <string_view>
#include <vector>

#include "text/spoken_form.h"

namespace timbre::phones {

/// Token by token. Money ("3,50 €" → "3 Euro 50"), units, percentages, dates ("3. Mai 2024", "03.05.2024"), times of
/// day
/// ("9:05 Uhr"), abbreviations ("z. B."), addresses of the net and of mail, signs. Other digits stay: espeak-ng reads
/// numbers.
[[nodiscard]] std::vector<text::SpokenToken> german_tokens(std::string_view text);

}  // namespace timbre::phones
