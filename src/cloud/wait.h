#pragma once
/// Waiting that a cancel ends. A seam: tests hand in one that only counts.

#include <chrono>
#include <functional>

#include "base/cancel.h"

namespace timbre::cloud {

/// Returns after so long, or soon after the cancel.
using Waiter = std::function<void(std::chrono::milliseconds, const CancelToken&)>;

/// The machine's own: asleep in steps of a twentieth of a second.
void wait_on_this_machine(std::chrono::milliseconds how_long, const CancelToken& cancel);

}  // namespace timbre::cloud
