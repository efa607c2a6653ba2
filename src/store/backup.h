#pragma once
/// Everything a data folder holds in one file (a POSIX tar archive), made while a server works on it: takes, the audit
/// log, voices and consents, clones, and the keys. Who has it can find, forge and remove watermarks; only its owner may
/// read it.

#include <filesystem>

#include "base/file_system.h"
#include "base/result.h"

namespace timbre::store {

struct BackupSummary {
  std::int64_t take_count = 0;
  std::int64_t blob_count = 0;
  std::uint64_t size_bytes = 0;
};

/// Writes `archive` through a temporary name. The database is copied consistently; a take that is deleted for good
/// while its audio is being read is left out. Holds no lock that a server would wait for. Denied when the archive is
/// there already; Corrupt when a take's audio is missing or damaged.
[[nodiscard]] Result<BackupSummary> write_backup(const std::filesystem::path& data_folder,
                                                 const std::filesystem::path& archive, FileSystem& disk);

/// Unpacks beside `data_folder`, verifies every blob and the database, and only then moves it into place. Denied when
/// the folder holds takes already; Corrupt when the archive is cut off, damaged, or holds anything else than a backup.
[[nodiscard]] Result<BackupSummary> restore_backup(const std::filesystem::path& archive,
                                                   const std::filesystem::path& data_folder, FileSystem& disk);

}  // namespace timbre::store
