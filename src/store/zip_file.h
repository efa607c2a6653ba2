#pragma once
/// A zip of files that are on the disk, for people to take away.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/file_system.h"
#include "base/result.h"

namespace timbre::store {

struct ZipEntry {
  std::string name;  ///< within the zip: UTF-8, "/" between folders, no "." or ".."
  std::filesystem::path path;
};

/// Writes and syncs a new file; entries in their order, deflated, ZIP64 where the size asks for it. `modified_ms` is
/// the time that all entries get, so that the same files give the same bytes. Denied when `target` is there; Cancelled;
/// the errors of reading and of the disk. On an error a part of the file may be left behind.
[[nodiscard]] Result<void> write_zip(FileSystem& disk, const std::filesystem::path& target,
                                     const std::vector<ZipEntry>& entries, std::int64_t modified_ms,
                                     const CancelToken& cancel = {});

}  // namespace timbre::store
