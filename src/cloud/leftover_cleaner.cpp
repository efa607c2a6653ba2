#include "cloud/leftover_cleaner.h"

#include <chrono>

namespace timbre::cloud {
namespace {

constexpr std::chrono::seconds kPatience{5};

}  // namespace

LeftoverCleaner::LeftoverCleaner(PendingJobs& jobs, S3Objects& objects) : jobs_(jobs), objects_(objects) {}

LeftoverCleaner::~LeftoverCleaner() {
  {
    std::unique_lock lock(mutex_);
    is_ending_ = true;
    changed_.notify_all();
    if (!thread_.joinable()) return;
    changed_.wait_for(lock, kPatience, [this] { return is_done_; });
  }
  cancel_.cancel();
  thread_.join();
}

void LeftoverCleaner::sweep() {
  const std::lock_guard lock(mutex_);
  is_due_ = true;
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  changed_.notify_all();
}

std::string LeftoverCleaner::problem() {
  const std::lock_guard lock(mutex_);
  return problem_;
}

void LeftoverCleaner::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return is_due_ || is_ending_; });
    if (!is_due_) break;
    is_due_ = false;
    lock.unlock();
    sweep_once();
    lock.lock();
  }
  is_done_ = true;
  changed_.notify_all();
}

void LeftoverCleaner::sweep_once() {
  std::string problem;
  for (const PendingJob& job : jobs_.leftovers()) {
    if (cancel_.is_cancelled()) return;
    const Result<bool> is_clean = clean(job);
    if (!is_clean.ok()) problem = "left in the bucket: " + is_clean.error().message;
    const bool is_over = jobs_.is_old(job) || (is_clean.ok() && *is_clean);
    if (is_over) static_cast<void>(jobs_.forget(job));  // where the disk fails, the next round does it again
  }
  const std::lock_guard lock(mutex_);
  problem_ = problem;
}

/// Whether nothing more can appear.
Result<bool> LeftoverCleaner::clean(const PendingJob& job) {
  TRY_VOID(objects_.remove(job.input, cancel_));
  if (!job.job) return true;
  bool has_written = job.is_finished;
  for (const S3Address& address : {job.job->output, job.job->failure}) {
    if (!has_written) {
      TRY(const S3Found found, objects_.look(address, cancel_));
      has_written = found == S3Found::Yes;
    }
    TRY_VOID(objects_.remove(address, cancel_));
  }
  return has_written;
}

}  // namespace timbre::cloud
