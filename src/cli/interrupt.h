#pragma once
/// From the keyboard's "stop" to the seam that long work asks.

#include "base/cancel.h"

namespace timbre::cli {

/// From now on the first SIGINT or SIGTERM cancels `token` and nothing else; the second ends the program at once, as
/// without this. A command calls it (through Environment::heed_interrupts) when it can stop cleanly within a second;
/// for the others a signal goes on to end the program. A later call replaces the token.
void cancel_on_interrupt(const CancelToken& token);

}  // namespace timbre::cli
