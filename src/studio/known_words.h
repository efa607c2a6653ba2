#pragma once
/// Whether a person's text is what was said in a take, and if so where: for the exporter, whose clips then get exactly
/// their part of it.

#include <optional>
#include <string>

#include "asr/known_text.h"
#include "studio/align_file.h"

namespace timbre::studio {

struct KnownWords {
  std::optional<asr::KnownText> known;
  std::string why;  ///< why the text is not taken as known, for people; empty when it is
};

/// From this share of the words' time on that departs from the text, the text is of something else: an outline, a part,
/// another take. Timbre's choice.
inline constexpr double kMostDeparting = 0.2;

/// Aligns `text` with the file. Only Cancelled and errors of reading the file are errors; what cannot be aligned is
/// merely not known.
[[nodiscard]] Result<KnownWords> known_words(const std::filesystem::path& path, const std::string& text,
                                             const AlignFileOptions& options = {});

/// Time of the departures over the time of all words, 0 … 1; a departure without length counts 0.3 s.
[[nodiscard]] double departing_share(const asr::KnownText& known);

}  // namespace timbre::studio
