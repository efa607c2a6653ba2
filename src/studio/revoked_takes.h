#pragma once
/// Takes that a revoked voice was made from: deleted for good by whoever has the takes open.

#include <cstddef>

#include "base/result.h"
#include "store/consent_store.h"
#include "store/take_store.h"

namespace timbre::studio {

/// Deletes what is listed as pending, from the trash or not; one that is gone already counts as done. Returns how many
/// were deleted now.
[[nodiscard]] Result<std::size_t> delete_revoked_takes(store::TakeStore& takes, store::ConsentStore& consents);

}  // namespace timbre::studio
