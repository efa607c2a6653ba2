#pragma once
/// The tables, as numbered steps. A step that was released is never changed; a change is a new step at the end.

#include <span>
#include <string_view>

#include "base/result.h"
#include "store/database.h"

namespace timbre::store {

/// SQL of each step; step i takes a database from version i to i + 1 (PRAGMA user_version).
[[nodiscard]] std::span<const std::string_view> migration_steps();

/// The version of a database.
[[nodiscard]] Result<int> schema_version(Database& database);

/// Brings a database to `target` steps, each in a transaction of its own. Unsupported when the database is newer than
/// this program, naming both versions.
[[nodiscard]] Result<void> migrate(Database& database, int target = static_cast<int>(migration_steps().size()));

}  // namespace timbre::store
