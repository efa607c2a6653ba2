#pragma once
/// A text as the aligner reads it: its words, each with the ways to say it.

#include <string>
#include <string_view>
#include <vector>

#include "asr/detail/reading_graph.h"
#include "asr/detail/senones.h"
#include "base/result.h"

namespace timbre::asr::detail {

/// The words in order; what has no sounds is left out. English numbers, dates, sums and the like are said as readers
/// say them ("87" as "eighty-seven") and stay one word each, as written. InvalidInput for more than 10,000 words or for
/// none; errors as text::Pronouncer. `language` is ISO 639-1.
[[nodiscard]] Result<std::vector<TextWord>> text_words(std::string_view text, const std::string& language,
                                                       const SenoneModel& model);

/// The shortest of the words that readers of English slip in or take for one another: longer ones are found as other
/// speech. None for other languages.
[[nodiscard]] Result<std::vector<TextWord>> common_words(const std::string& language, const SenoneModel& model);

}  // namespace timbre::asr::detail
