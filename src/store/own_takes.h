#pragma once
/// Takes that Timbre makes itself, told by the name of the file they came from.

#include <string_view>

namespace timbre::store {

/// The demo's: nobody of the house speaks in it.
inline constexpr std::string_view kDemoFileName = "timbre-demo.wav";

}  // namespace timbre::store
