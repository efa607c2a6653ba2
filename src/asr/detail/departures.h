#pragma once
/// From what was said, in order, to what that is of a text: words left out are put in, and other speech that stands
/// where words were left out is said in their place.

#include <cstddef>
#include <vector>

#include "asr/detail/reading_graph.h"

namespace timbre::asr::detail {

/// `said`: words read and repeated, exchanged words (Changed) and other speech (Added, before word `index`). Words up
/// to `words` that are not among them come out as Skipped, or as Changed where other speech lies between the same two
/// words that were read. `frames`: the end of the stretch.
[[nodiscard]] std::vector<Said> with_departures(const std::vector<Said>& said, std::size_t words, int frames);

}  // namespace timbre::asr::detail
