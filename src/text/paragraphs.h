#pragma once
/// Lines of a text as paragraphs: which line ends mean something.

#include <string>
#include <string_view>
#include <vector>

namespace timbre::text {

/// Lines that end only where the writer meant it, each with single spaces and none around it. An outer element is a
/// paragraph, none of them empty. An empty line parts paragraphs. A line end is kept where an item of a list follows,
/// or where the line is short, is left open by no comma, and a capital or figure follows. Broken bytes become U+FFFD.
[[nodiscard]] std::vector<std::vector<std::u32string>> split_paragraphs(std::string_view text);

}  // namespace timbre::text
