#pragma once
/// Long work in the background: a few threads, a fair order, progress and a way out for each job.

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"

namespace timbre::studio {

enum class JobState { Waiting, Running, Done, Failed, Cancelled };

/// "waiting", "running", "done", "failed", "cancelled": relied on by others.
[[nodiscard]] std::string_view to_string(JobState state);

/// What is known of a job. Plain data.
struct JobStatus {
  std::string id;
  std::string kind;     ///< "score", "transcribe", "export" …
  std::string subject;  ///< id of the take it works on; may be empty
  JobState state = JobState::Waiting;
  double progress = 0.0;  ///< 0 … 1
  std::string error;      ///< in words, when Failed
};

/// Handed to the work: where to say how far it is, and whether to stop.
struct JobContext {
  CancelToken cancel;
  std::function<void(double)> progress;
};

/// What can wait has a thread of its own, which the machine runs when nothing else wants to: it never takes a turn from
/// what a person waits for.
/// What waits for another machine most of its time has threads of its own too, or it would keep the others waiting.
enum class JobPriority { Soon, Background, Elsewhere };

struct Job {
  std::string id;
  std::string kind;
  std::string subject;
  /// Turns are taken among lanes, so that one client's hundred uploads do not keep another's single one waiting.
  std::string lane;
  std::function<Result<void>(const JobContext&)> work;
  JobPriority priority = JobPriority::Soon;
};

/// Thread-safe. Work must not throw.
class JobQueue {
 public:
  /// `thread_count` threads for what is wanted soon, one for the background, kElsewhereThreads for what happens
  /// elsewhere. `on_change` is called after every
  /// change of a status (progress at most ten times a second a job), from any thread, without a lock held.
  JobQueue(std::size_t thread_count, std::function<void(const JobStatus&)> on_change);
  JobQueue(const JobQueue&) = delete;
  JobQueue& operator=(const JobQueue&) = delete;
  ~JobQueue();
  /// Cancels what runs, waits for it, and starts nothing any more. What the work uses may go after this.
  void stop();

  /// Unavailable when kMaxWaitingJobs of its priority wait already.
  [[nodiscard]] Result<void> add(Job job);
  /// Waiting jobs end at once, running ones when they next look. NotFound for one that is over or unknown.
  [[nodiscard]] Result<void> cancel(const std::string& id);
  /// Cancels every job of a subject: its take is being deleted.
  void cancel_all_of(const std::string& subject);
  /// Those that wait, run, or ended lately (the last kKeptJobs), oldest first.
  [[nodiscard]] std::vector<JobStatus> list() const;
  [[nodiscard]] Result<JobStatus> get(const std::string& id) const;
  /// The job of that kind that waits to work on a subject, so that nothing is asked for twice.
  [[nodiscard]] std::optional<JobStatus> find_waiting(const std::string& kind, const std::string& subject) const;

  static constexpr std::size_t kMaxWaitingJobs = 10'000;
  static constexpr std::size_t kKeptJobs = 200;
  static constexpr std::size_t kElsewhereThreads = 3;

 private:
  struct Entry {
    Job job;
    JobStatus status;
    CancelToken cancel;
    std::uint64_t number = 0;
  };
  using EntryPtr = std::shared_ptr<Entry>;

  /// What waits at one priority.
  struct Queue {
    std::map<std::string, std::deque<EntryPtr>> lanes;
    std::string last_lane;
    std::size_t waiting_count = 0;
  };

  void work(JobPriority priority);
  [[nodiscard]] EntryPtr take_next(JobPriority priority);
  [[nodiscard]] Queue& queue_of(JobPriority priority) { return queues_[static_cast<std::size_t>(priority)]; }
  void run(const EntryPtr& entry);
  void say_progress(const EntryPtr& entry, double progress);
  void end(const EntryPtr& entry, JobState state, const std::string& error);

  std::function<void(const JobStatus&)> on_change_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::array<Queue, 3> queues_;  ///< by priority
  std::map<std::string, EntryPtr> known_;
  std::deque<std::string> ended_;
  std::uint64_t next_number_ = 0;
  bool is_stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace timbre::studio
