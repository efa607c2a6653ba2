#include "studio/job_queue.h"

#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>

namespace timbre::studio {
namespace {

// Gives way to everything a person waits for; what the thread starts inherits it.
constexpr int kBackgroundNice = 15;

void give_way() {
  // refused only where the thread has given way already
  [[maybe_unused]] const int refused = ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kBackgroundNice);
}

}  // namespace

std::string_view to_string(JobState state) {
  switch (state) {
    case JobState::Waiting:
      return "waiting";
    case JobState::Running:
      return "running";
    case JobState::Done:
      return "done";
    case JobState::Failed:
      return "failed";
    case JobState::Cancelled:
      return "cancelled";
  }
  return "";
}

JobQueue::JobQueue(std::size_t thread_count, std::function<void(const JobStatus&)> on_change)
    : on_change_(std::move(on_change)) {
  for (std::size_t i = 0; i < thread_count; ++i) threads_.emplace_back([this] { work(JobPriority::Soon); });
  threads_.emplace_back([this] {
    give_way();
    work(JobPriority::Background);
  });
  for (std::size_t i = 0; i < kElsewhereThreads; ++i) {
    threads_.emplace_back([this] { work(JobPriority::Elsewhere); });
  }
}

JobQueue::~JobQueue() { stop(); }

void JobQueue::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
    for (const auto& [id, entry] : known_) entry->cancel.cancel();
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

Result<void> JobQueue::add(Job job) {
  const auto entry = std::make_shared<Entry>();
  entry->status = {job.id, job.kind, job.subject, JobState::Waiting, 0.0, ""};
  entry->job = std::move(job);
  const JobStatus status = entry->status;
  {
    const std::lock_guard lock(mutex_);
    Queue& queue = queue_of(entry->job.priority);
    if (queue.waiting_count >= kMaxWaitingJobs) {
      return Error{ErrorKind::Unavailable,
                   std::to_string(kMaxWaitingJobs) + " jobs are waiting already; try again when some are done"};
    }
    ++queue.waiting_count;
    entry->number = next_number_++;
    known_[status.id] = entry;
    queue.lanes[entry->job.lane].push_back(entry);
  }
  on_change_(status);
  changed_.notify_all();
  return {};
}

Result<void> JobQueue::cancel(const std::string& id) {
  EntryPtr entry;
  bool was_waiting = false;
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(id);
    const bool is_over = found == known_.end() || (found->second->status.state != JobState::Waiting &&
                                                   found->second->status.state != JobState::Running);
    if (is_over) return Error{ErrorKind::NotFound, "there is no such job any more; it may be done"};
    entry = found->second;
    entry->cancel.cancel();
    was_waiting = entry->status.state == JobState::Waiting;
    if (was_waiting) {
      Queue& queue = queue_of(entry->job.priority);
      auto& lane = queue.lanes[entry->job.lane];
      lane.erase(std::find(lane.begin(), lane.end(), entry));
      --queue.waiting_count;
    }
  }
  if (was_waiting) end(entry, JobState::Cancelled, "");
  return {};
}

void JobQueue::cancel_all_of(const std::string& subject) {
  std::vector<std::string> ids;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, entry] : known_) {
      if (entry->status.subject == subject) ids.push_back(id);
    }
  }
  // one that ended meanwhile needs no cancelling
  for (const std::string& id : ids) [[maybe_unused]] const auto cancelled = cancel(id);
}

std::vector<JobStatus> JobQueue::list() const {
  const std::lock_guard lock(mutex_);
  std::vector<const Entry*> entries;
  for (const auto& [id, entry] : known_) entries.push_back(entry.get());
  std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->number < b->number; });
  std::vector<JobStatus> all;
  for (const Entry* entry : entries) all.push_back(entry->status);
  return all;
}

Result<JobStatus> JobQueue::get(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(id);
  if (found == known_.end()) return Error{ErrorKind::NotFound, "there is no such job any more; it may be done"};
  return found->second->status;
}

std::optional<JobStatus> JobQueue::find_waiting(const std::string& kind, const std::string& subject) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, entry] : known_) {
    const JobStatus& status = entry->status;
    if (status.state == JobState::Waiting && status.kind == kind && status.subject == subject) return status;
  }
  return std::nullopt;
}

void JobQueue::work(JobPriority priority) {
  for (;;) {
    const EntryPtr entry = take_next(priority);
    if (!entry) return;
    run(entry);
  }
}

JobQueue::EntryPtr JobQueue::take_next(JobPriority priority) {
  std::unique_lock lock(mutex_);
  Queue& queue = queue_of(priority);
  changed_.wait(lock, [this, &queue] { return is_stopping_ || queue.waiting_count > 0; });
  if (is_stopping_) return nullptr;
  // the lane after the one that was served last, going round
  auto lane = queue.lanes.upper_bound(queue.last_lane);
  if (lane == queue.lanes.end()) lane = queue.lanes.begin();
  while (lane->second.empty()) {
    lane = queue.lanes.erase(lane);
    if (lane == queue.lanes.end()) lane = queue.lanes.begin();
  }
  EntryPtr entry = lane->second.front();
  lane->second.pop_front();
  queue.last_lane = lane->first;
  --queue.waiting_count;
  entry->status.state = JobState::Running;
  return entry;
}

void JobQueue::run(const EntryPtr& entry) {
  JobStatus status;
  {
    const std::lock_guard lock(mutex_);
    status = entry->status;
  }
  on_change_(status);
  auto last_said = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  const JobContext context{entry->cancel, [&](double progress) {
                             const auto now = std::chrono::steady_clock::now();
                             if (now - last_said < std::chrono::milliseconds(100)) return;
                             last_said = now;
                             say_progress(entry, progress);
                           }};
  const Result<void> result = entry->job.work(context);
  if (result.ok()) {
    end(entry, JobState::Done, "");
  } else {
    const bool was_cancelled = result.error().kind == ErrorKind::Cancelled;
    end(entry, was_cancelled ? JobState::Cancelled : JobState::Failed, result.error().message);
  }
}

void JobQueue::say_progress(const EntryPtr& entry, double progress) {
  JobStatus status;
  {
    const std::lock_guard lock(mutex_);
    entry->status.progress = std::clamp(progress, 0.0, 1.0);
    status = entry->status;
  }
  on_change_(status);
}

void JobQueue::end(const EntryPtr& entry, JobState state, const std::string& error) {
  JobStatus status;
  {
    const std::lock_guard lock(mutex_);
    entry->status.state = state;
    entry->status.error = error;
    if (state == JobState::Done) entry->status.progress = 1.0;
    entry->job.work = nullptr;
    status = entry->status;
    ended_.push_back(status.id);
    if (ended_.size() > kKeptJobs) {
      known_.erase(ended_.front());
      ended_.pop_front();
    }
  }
  on_change_(status);
}

}  // namespace timbre::studio
