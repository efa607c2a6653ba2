#pragma once
/// The installed neural networks, loaded once for the whole program.

#include "measure/networks.h"

namespace timbre::studio {

/// Looked for anew each time, so that a model counts from when it was pulled; never fails. Thread-safe.
[[nodiscard]] measure::Networks installed_networks();

/// Only what changes where the voice is: quick enough for the first verdict. What is left out says `why`.
[[nodiscard]] measure::Networks voice_networks(const std::string& why);

}  // namespace timbre::studio
