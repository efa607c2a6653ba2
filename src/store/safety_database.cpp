#include "store/safety_database.h"

#include <utility>

#include "store/migrations.h"

namespace timbre::store {

SafetyDatabase::SafetyDatabase(Database database, std::filesystem::path folder, FileSystem& disk, const Clock& clock)
    : database_(std::move(database)), folder_(std::move(folder)), disk_(disk), clock_(clock) {}

Result<std::unique_ptr<SafetyDatabase>> SafetyDatabase::open(const std::filesystem::path& data_folder, FileSystem& disk,
                                                             const Clock& clock) {
  TRY_VOID(disk.create_folders(data_folder));
  const std::filesystem::path path = data_folder / "safety.db";
  TRY(Database database, Database::open(path));
  std::error_code ignored;  // a disk without rights has none to narrow
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
  TRY_VOID(migrate(database, safety_migration_steps()));
  return std::unique_ptr<SafetyDatabase>(new SafetyDatabase(std::move(database), data_folder, disk, clock));
}

}  // namespace timbre::store
