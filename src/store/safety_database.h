#pragma once
/// safety.db in the data folder: the audit log, voices and consents. Apart from timbre.db, because several processes
/// work on it at once: the studio that serves and the commands typed meanwhile.

#include <filesystem>
#include <memory>
#include <mutex>

#include "base/clock.h"
#include "base/file_system.h"
#include "base/result.h"
#include "store/database.h"

namespace timbre::store {

/// One connection, for all the concepts that lie in it: take mutex() for the length of a call, and a Transaction for
/// what reads before it writes.
class SafetyDatabase {
 public:
  /// Opens or makes it, with owner-only rights, and brings its tables up to date. Errors as Database::open().
  [[nodiscard]] static Result<std::unique_ptr<SafetyDatabase>> open(const std::filesystem::path& data_folder,
                                                                    FileSystem& disk, const Clock& clock);
  [[nodiscard]] Database& database() { return database_; }
  [[nodiscard]] std::mutex& mutex() { return mutex_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] FileSystem& disk() { return disk_; }
  /// The data folder.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  SafetyDatabase(Database database, std::filesystem::path folder, FileSystem& disk, const Clock& clock);

  Database database_;
  std::filesystem::path folder_;
  FileSystem& disk_;
  const Clock& clock_;
  std::mutex mutex_;
};

}  // namespace timbre::store
