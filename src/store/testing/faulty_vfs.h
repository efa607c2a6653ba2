#pragma once
/// SQLite's way to the disk, failing as planned.

#include "store/testing/fault_plan.h"

namespace timbre::store {

/// From now on every database of this process is opened through it. Not thread-safe; `plan` must outlive the
/// databases. Null ends the counting.
void use_faulty_vfs(FaultPlan* plan);

}  // namespace timbre::store
