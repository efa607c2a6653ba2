#include "studio/clone_runs.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/utc_time.h"
#include "base/utf8.h"
#include "clone/clone_tags.h"
#include "studio/clone_clips.h"
#include "studio/clone_engines.h"

namespace timbre::studio {
namespace {

/// How often a page is told of what an engine says.
constexpr std::chrono::milliseconds kNewsStep{200};

Error no_run(const std::string& id) {
  return {ErrorKind::NotFound, "there is no clone '" + printable(id.substr(0, 40)) + "'"};
}

bool is_asked_for(const CloneRun& run, const CloneQuery& query) {
  return (query.voice.empty() || query.voice == run.order.voice) &&
         (query.take.empty() || query.take == run.order.take);
}

/// What came of the work, but for the speech itself.
void note_end(CloneRun& run, const Result<MadeClone>& made, std::int64_t now_ms) {
  run.news.clear();
  run.progress.reset();
  run.ended_ms = now_ms;
  if (!made.ok()) {
    const bool was_stopped = made.error().kind == ErrorKind::Cancelled;
    run.state = was_stopped ? JobState::Cancelled : JobState::Failed;
    if (!was_stopped) run.error = made.error().message;
    return;
  }
  run.state = JobState::Done;
  run.progress = 1;
  run.duration_s = made->speech.audio().view().duration_s();
  run.first_audio_s = made->first_audio_s;
  run.took_s = made->took_s;
  run.is_from_cache = made->is_from_cache;
  run.warnings = made->warnings;
  run.payload = made->speech.payload();
  run.likeness = made->likeness;
}

}  // namespace

CloneRuns::CloneRuns(CloneDesk& desk, TakeLibrary& library, JobQueue& jobs, CloneListener on_change)
    : desk_(desk),
      library_(library),
      jobs_(jobs),
      on_change_(std::move(on_change)),
      files_(library.store().folder(), library.store().disk()) {}

void CloneRuns::go_on() {
  files_.sweep(desk_.safety().clock());
  std::vector<std::string> unfinished;
  {
    const std::lock_guard lock(mutex_);
    for (CloneRun& run : files_.all()) {
      if (!is_over(run)) {
        run.state = JobState::Waiting;
        unfinished.push_back(run.id);
      }
      runs_[run.id] = std::move(run);
    }
  }
  // one that finds no place in the queue waits for the next start
  for (const std::string& id : unfinished) [[maybe_unused]] const auto added = enqueue(id);
}

void CloneRuns::stop() {
  const std::lock_guard lock(mutex_);
  is_stopping_ = true;
  ending_.cancel();
}

Result<void> CloneRuns::check(CloneOrder& order, CloneRun& run) {
  TRY_VOID(check_order(order));
  TRY(const safety::ConsentGrant grant, desk_.grant_for(order.voice));
  TRY_VOID(desk_.safety().book().check(grant, {order.voice, order.language}));
  TRY(const safety::Voice voice, desk_.safety().book().voice(order.voice));
  if (order.take.empty()) {
    TRY(const auto clips, clips_of_voice(library_.store(), desk_.safety().store(), order.voice));
    if (clips.empty()) return Error{ErrorKind::InvalidInput, "'take' is missing, and the voice has no clip yet"};
    order.take = clips.front().take.id;
  }
  TRY(const store::Take take, library_.store().get(order.take));
  if (take.summary.trashed_ms) {
    return Error{ErrorKind::InvalidInput, "the take is in the trash; take it out, or choose another"};
  }
  TRY(clone::Engine* const engine, ready_engine(desk_.engines(), order.engine));
  order.engine = engine->traits().name;
  TRY_VOID(check_order_for(order, engine->traits()));
  run.voice_name = voice.name;
  run.engine_title = engine->traits().title;
  return {};
}

Result<CloneRun> CloneRuns::start(CloneOrder order) {
  CloneRun run;
  TRY_VOID(check(order, run));
  TRY_VOID(desk_.safety().speaker().check_take(order.voice, order.take));
  TRY_VOID(desk_.safety().store().add_reference(order.voice, order.take));
  run.id = library_.new_id();
  run.order = std::move(order);
  run.created_ms = unix_ms(desk_.safety().clock());
  {
    const std::lock_guard lock(mutex_);
    const auto waiting =
        std::count_if(runs_.begin(), runs_.end(), [](const auto& one) { return !is_over(one.second); });
    if (waiting >= static_cast<std::ptrdiff_t>(kMaxRuns)) {
      return Error{ErrorKind::Unavailable,
                   std::to_string(waiting) + " clones wait already; ask again when some are done"};
    }
    TRY_VOID(files_.add(run));
    runs_[run.id] = run;
  }
  on_change_(run.id, false);
  if (const auto added = enqueue(run.id); !added.ok()) {
    TRY_VOID(remove(run.id));
    return added.error();
  }
  forget_old();
  return run;
}

Result<void> CloneRuns::enqueue(const std::string& id) {
  Job job;
  job.id = library_.new_id();
  job.kind = "clone";
  job.subject = id;
  job.lane = "clone";
  job.priority = JobPriority::Elsewhere;
  job.work = [this, id](const JobContext& context) { return work(id, context); };
  return jobs_.add(std::move(job));
}

Result<void> CloneRuns::work(const std::string& id, const JobContext& context) {
  CloneRun run;
  const bool is_wanted = change(id, [&run](CloneRun& kept) {
    kept.state = JobState::Running;
    run = kept;
  });
  if (!is_wanted) return Error{ErrorKind::Cancelled, "stopped"};
  const Result<MadeClone> made = make(run, context);
  return keep(std::move(run), made);
}

Result<MadeClone> CloneRuns::make(const CloneRun& run, const JobContext& context) {
  TRY(const safety::ConsentGrant grant, desk_.grant_for(run.order.voice));
  TRY(clone::Engine* const engine, ready_engine(desk_.engines(), run.order.engine));
  TRY(CloneReference reference,
      reference_of_take(library_.store(), words_, run.order.take,
                        {reference_profile(run.order.engine), files_.work_folder(library_.new_id()), context.cancel}));
  CloneWork work{*engine, grant, std::move(reference), "studio"};
  work.cancel = context.cancel;
  work.ending = ending_;
  auto last_said = desk_.safety().clock().monotonic() - kNewsStep;
  work.on_news = [this, &run, &context, &last_said](const clone::EngineNews& news) {
    if (news.progress) context.progress(*news.progress);
    const auto now = desk_.safety().clock().monotonic();
    if (now - last_said < kNewsStep) return;
    last_said = now;
    change(run.id, [&news](CloneRun& kept) {
      kept.progress = news.progress ? std::optional(std::clamp(*news.progress, 0.0, 1.0)) : kept.progress;
      if (!news.words.empty()) kept.news = news.words;
    });
  };
  return desk_.make(run.order, std::move(work));
}

Result<void> CloneRuns::keep(CloneRun run, const Result<MadeClone>& made) {
  const Clock& clock = desk_.safety().clock();
  note_end(run, made, unix_ms(clock));
  Result<void> kept;
  bool is_gone = false;
  {
    const std::lock_guard lock(mutex_);
    if (run.state == JobState::Cancelled && is_stopping_) return made.error();  // it starts again next time
    // consent may have been taken back since the last piece
    if (made.ok()) {
      const auto grant = desk_.grant_for(run.order.voice);
      kept = grant.ok()
                 ? files_.put_speech(run.id, made->speech, clone::clone_tags(run.voice_name, run.order.engine, clock))
                 : Result<void>(grant.error());
    }
    if (!kept.ok()) {
      const std::int64_t now_ms = unix_ms(clock);
      note_end(run, Result<MadeClone>(kept.error()), now_ms);
    }
    is_gone = !runs_.contains(run.id) || !files_.is_there(run.id);
    if (is_gone) {
      runs_.erase(run.id);
    } else {
      if (const auto written = files_.update(run); !written.ok()) kept = written;
      runs_[run.id] = run;
    }
  }
  on_change_(run.id, is_gone);
  if (!made.ok()) return made.error();
  return kept;
}

bool CloneRuns::change(const std::string& id, const std::function<void(CloneRun&)>& how) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = runs_.find(id);
    if (found == runs_.end() || is_over(found->second)) return false;
    how(found->second);
  }
  on_change_(id, false);
  return true;
}

void CloneRuns::job_changed(const JobStatus& job) {
  if (job.kind != "clone" || job.state != JobState::Cancelled) return;
  // one that ran has noted its end itself
  change(job.subject, [this](CloneRun& run) {
    if (is_stopping_ || run.state != JobState::Waiting) return;
    run.state = JobState::Cancelled;
    run.ended_ms = unix_ms(desk_.safety().clock());
    [[maybe_unused]] const auto written = files_.update(run);  // else it starts again next time
  });
}

Result<CloneRun> CloneRuns::get(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = runs_.find(id);
  if (found == runs_.end() || !files_.is_there(id)) return no_run(id);
  return found->second;
}

std::vector<CloneRun> CloneRuns::list(const CloneQuery& query) {
  const std::lock_guard lock(mutex_);
  std::vector<CloneRun> all;
  for (auto one = runs_.rbegin(); one != runs_.rend(); ++one) {
    if (is_asked_for(one->second, query) && files_.is_there(one->first)) all.push_back(one->second);
  }
  return all;
}

Result<CloneRun> CloneRuns::cancel(const std::string& id) {
  TRY([[maybe_unused]] const CloneRun known, get(id));
  jobs_.cancel_all_of(id);
  return get(id);
}

Result<void> CloneRuns::remove(const std::string& id) {
  {
    const std::lock_guard lock(mutex_);
    if (!runs_.contains(id)) return no_run(id);
    TRY_VOID(files_.remove(id));
    runs_.erase(id);
  }
  jobs_.cancel_all_of(id);
  on_change_(id, true);
  return {};
}

Result<std::filesystem::path> CloneRuns::speech(const std::string& id) {
  TRY(const CloneRun run, get(id));
  if (run.state == JobState::Done) return files_.speech_path(id);
  return Error{ErrorKind::NotFound, "the clone has no speech: it is " + std::string(to_string(run.state))};
}

void CloneRuns::forget_old() {
  for (;;) {
    std::string oldest;
    {
      const std::lock_guard lock(mutex_);
      if (runs_.size() <= kMaxRuns) return;
      const auto over = std::find_if(runs_.begin(), runs_.end(), [](const auto& one) { return is_over(one.second); });
      if (over == runs_.end()) return;
      oldest = over->first;
    }
    if (!remove(oldest).ok()) return;
  }
}

Result<void> CloneRuns::delete_revoked() {
  store::TakeStore& takes = library_.store();
  TRY([[maybe_unused]] const std::size_t deleted,
      delete_revoked_clones(takes.folder(), takes.disk(), desk_.safety().store()));
  TRY_VOID(desk_.forget_revoked_voices());
  std::vector<std::string> gone;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, run] : runs_) {
      if (!files_.is_there(id)) gone.push_back(id);
    }
  }
  for (const std::string& id : gone) TRY_VOID(remove(id));
  return {};
}

}  // namespace timbre::studio
