#pragma once
/// Text from outside (a file name, a message from the decoding process) made safe to show.

#include <string>
#include <string_view>

namespace timbre::audio {

/// Valid UTF-8 without control characters: a newline becomes \n, other control and invalid bytes \xNN; the rest stays.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace timbre::audio
