#pragma once
/// Characters that no voice can say.

namespace timbre::text {

/// Seen as nothing: controls (but for tab and line ends), marks of direction, joints of emoji, tags, private use.
[[nodiscard]] bool is_invisible(char32_t c);

/// Emoji and pictographs: what no two people read aloud alike.
[[nodiscard]] bool is_picture(char32_t c);

}  // namespace timbre::text
