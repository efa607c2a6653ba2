#pragma once
/// What this process has used, as Linux tells it.

#include "base/result.h"

namespace timbre::app {

/// Seconds of processor time of all threads so far: what one core would have taken, whatever else the machine did.
[[nodiscard]] double processor_s();

/// Resident memory in MiB, after freed memory was given back to the system; the peak is counted anew from here.
[[nodiscard]] Result<double> settled_memory_mib();
/// The peak of resident memory since settled_memory_mib(). Unavailable where /proc does not tell.
[[nodiscard]] Result<double> peak_memory_mib();

}  // namespace timbre::app
