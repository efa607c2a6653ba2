#pragma once
/// Deletes what finished, failed and cancelled jobs left in the bucket, beside the work: nobody waits for it.

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "base/cancel.h"
#include "cloud/pending_jobs.h"
#include "cloud/s3_objects.h"

namespace timbre::cloud {

class LeftoverCleaner {
 public:
  /// All outlives it.
  LeftoverCleaner(PendingJobs& jobs, S3Objects& objects);
  LeftoverCleaner(const LeftoverCleaner&) = delete;
  LeftoverCleaner& operator=(const LeftoverCleaner&) = delete;
  /// Finishes the round that is due, for five seconds at most; the rest is done at the next start.
  ~LeftoverCleaner();

  /// Goes through everything that is left over, soon, on a thread of its own.
  void sweep();
  /// What could not be deleted, for people; empty when nothing is wrong.
  [[nodiscard]] std::string problem();

 private:
  void run();
  void sweep_once();
  [[nodiscard]] Result<bool> clean(const PendingJob& job);

  PendingJobs& jobs_;
  S3Objects& objects_;
  CancelToken cancel_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_due_ = false;
  bool is_ending_ = false;
  bool is_done_ = false;  ///< the thread has ended
  std::string problem_;
  std::thread thread_;  ///< started by the first sweep
};

}  // namespace timbre::cloud
