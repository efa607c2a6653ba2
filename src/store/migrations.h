#pragma once
/// The tables, as numbered steps. A step that was released is never changed; a change is a new step at the end.

#include <span>
#include <string_view>

#include "base/result.h"
#include "store/database.h"

namespace timbre::store {

/// SQL of each step; step i takes a database from version i to i + 1 (PRAGMA user_version).
using MigrationSteps = std::span<const std::string_view>;

/// Of timbre.db: takes, recordings, words.
[[nodiscard]] MigrationSteps migration_steps();
/// Of safety.db: the audit log, voices and consents.
[[nodiscard]] MigrationSteps safety_migration_steps();

/// The version of a database.
[[nodiscard]] Result<int> schema_version(Database& database);

/// Brings a database to the first `target` of its steps, each in a transaction of its own. Unsupported when the
/// database is newer than this program, naming both versions.
[[nodiscard]] Result<void> migrate(Database& database, MigrationSteps steps, std::size_t target);
[[nodiscard]] Result<void> migrate(Database& database, MigrationSteps steps);

}  // namespace timbre::store
