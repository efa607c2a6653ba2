#pragma once
/// The version of the program, as CMake's project() has it: on every scorecard and behind --version.

#include <string_view>

namespace timbre {

extern const std::string_view kVersion;

}  // namespace timbre
