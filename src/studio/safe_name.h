#pragma once
/// A person's words as the name of a file or folder on any system.

#include <set>
#include <string>

namespace timbre::studio {

/// UTF-8 without control characters and any of / \ : * ? " < > |, which become "-"; without spaces and dots at the ends
/// and a dot or dash at the front; at most 80 bytes; never a name that Windows keeps for itself (CON, NUL, COM1 …).
/// "take" where nothing is left.
[[nodiscard]] std::string safe_name(const std::string& text);

/// The same, and different from all of `used`, also where case does not count: "a", "a (2)" … It is added to `used`.
[[nodiscard]] std::string unique_safe_name(const std::string& text, std::set<std::string>& used);

}  // namespace timbre::studio
