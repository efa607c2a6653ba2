#pragma once
/// Jobs that were given to a service and not yet taken back, on the disk: a restart goes on waiting instead of paying
/// twice, and nothing is forgotten in the bucket. Neither text nor sound nor a secret is kept, only places and a sum.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/file_system.h"
#include "base/result.h"
#include "cloud/s3_objects.h"
#include "cloud/sagemaker_async.h"

namespace timbre::cloud {

struct PendingJob {
  std::string key;       ///< sum of what was asked, hexadecimal
  std::string endpoint;  ///< it belongs to
  std::string region;
  S3Address input;
  std::optional<SagemakerJob> job = {};  ///< none: put into the bucket, not yet queued
  std::int64_t asked_ms = 0;
  bool is_leaving = false;   ///< nobody waits for it: its objects are to be deleted
  bool is_finished = false;  ///< it will write nothing any more
};

class PendingJobs {
 public:
  /// `folder`: <data>/cloud/pending; made when it is needed.
  PendingJobs(std::filesystem::path folder, FileSystem& disk, const Clock& clock);

  /// Held while somebody waits for this key. Unavailable where another process does.
  [[nodiscard]] Result<std::unique_ptr<FileLock>> lock(const std::string& key);
  /// None where there is no such job, it is leaving, or what is on the disk cannot be read.
  [[nodiscard]] std::optional<PendingJob> find(const std::string& key);
  [[nodiscard]] Result<void> keep(const PendingJob& job);
  /// From now on its objects are to be deleted.
  [[nodiscard]] Result<PendingJob> leave(PendingJob job, bool is_finished);
  [[nodiscard]] Result<void> forget(const PendingJob& job);
  /// Those whose objects are to be deleted: leaving ones, and ones nobody came back for within a day. A file that holds
  /// no job is removed.
  [[nodiscard]] std::vector<PendingJob> leftovers();
  [[nodiscard]] bool is_old(const PendingJob& job) const;

 private:
  [[nodiscard]] std::filesystem::path file_of(const PendingJob& job) const;

  std::filesystem::path folder_;
  FileSystem& disk_;
  const Clock& clock_;
};

}  // namespace timbre::cloud
