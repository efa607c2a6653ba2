// The part of the library that looks for words.
#include "studio/take_library.h"

namespace timbre::studio {
namespace {

constexpr const char* kWordsLane = "words";
constexpr const char* kBacklogLane = "words of earlier takes";

Error stopped() { return {ErrorKind::Cancelled, "stopped"}; }

}  // namespace

Result<std::string> TakeLibrary::find_words(const std::string& take_id) {
  if (!listener_) return Error{ErrorKind::Unavailable, "this Timbre does not look for words"};
  TRY(const store::Take take, store_.get(take_id));
  if (take.summary.trashed_ms) {
    return Error{ErrorKind::InvalidInput, "this take is in the trash; take it out first"};
  }
  if (const auto waiting = jobs_.find_waiting("words", take_id)) return waiting->id;
  return add_words_job(take_id, kWordsLane,
                       [this, take_id](const JobContext& context) { return run_words(take_id, context); });
}

Result<std::size_t> TakeLibrary::find_missing_words() {
  if (!listener_) return std::size_t{0};
  TRY(const std::vector<std::string> takes, store_.without_words());
  {
    const std::lock_guard lock(backlog_mutex_);
    backlog_.assign(takes.begin(), takes.end());
  }
  next_of_backlog();
  return takes.size();
}

Result<std::string> TakeLibrary::add_words_job(const std::string& take_id, const std::string& lane,
                                               std::function<Result<void>(const JobContext&)> work) {
  Job job;
  job.id = new_id();
  job.kind = "words";
  job.subject = take_id;
  job.lane = lane;
  job.priority = JobPriority::Background;
  job.work = std::move(work);
  const std::string id = job.id;
  TRY_VOID(jobs_.add(std::move(job)));
  return id;
}

/// What cannot be queued now is found missing at the next start.
void TakeLibrary::find_words_if_wanted(const std::string& take_id) {
  if (listener_) [[maybe_unused]]
    const auto job = find_words(take_id);
}

Result<void> TakeLibrary::run_words(const std::string& take_id, const JobContext& context) {
  TRY(const store::Take take, store_.get(take_id));
  if (take.summary.trashed_ms) return stopped();
  TRY(const auto path, store_.audio_path(take.summary.blob.sha256));
  const Result<store::Words> words = listener_(take, path, context);
  if (context.cancel.is_cancelled()) return stopped();
  if (!words.ok()) {
    const bool may_be_tried_again =
        words.error().kind == ErrorKind::Unavailable || words.error().kind == ErrorKind::Cancelled;
    if (!may_be_tried_again) TRY_VOID(store_.set_words_looked_for(take_id));
    return without_path(words.error(), path, take.summary);
  }
  TRY_VOID(store_.set_words(take_id, *words));
  on_change_(take_id);
  return {};
}

/// One of the backlog, then the next: never more than one waits, so that ten thousand takes fill no queue. Cancelled by
/// a person or without an engine, the rest waits for the next start.
Result<void> TakeLibrary::run_backlog(const std::string& take_id, const JobContext& context) {
  const auto is_wanted = [this, &take_id] {
    const auto take = store_.get(take_id);
    return take.ok() && !take->words_ms && !take->summary.trashed_ms;
  };
  Result<void> done;
  if (is_wanted()) done = run_words(take_id, context);
  const bool cannot_go_on = !done.ok() && done.error().kind == ErrorKind::Unavailable;
  const bool was_stopped = context.cancel.is_cancelled() && is_wanted();  // not because the take went
  if (!cannot_go_on && !was_stopped) next_of_backlog();
  return done;
}

void TakeLibrary::next_of_backlog() {
  const std::lock_guard lock(backlog_mutex_);
  backlog_job_.clear();
  if (backlog_.empty()) return;
  const std::string take_id = backlog_.front();
  backlog_.pop_front();
  auto job = add_words_job(take_id, kBacklogLane,
                           [this, take_id](const JobContext& context) { return run_backlog(take_id, context); });
  if (job.ok()) backlog_job_ = std::move(*job);
}

/// The take that was next may have been deleted while it waited.
void TakeLibrary::go_on_with_backlog() {
  {
    const std::lock_guard lock(backlog_mutex_);
    if (backlog_job_.empty()) return;
    const auto job = jobs_.get(backlog_job_);
    if (!job.ok() || job->state != JobState::Cancelled) return;
  }
  next_of_backlog();
}

}  // namespace timbre::studio
