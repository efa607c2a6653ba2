#pragma once
/// The clones of the studio: made in the background, kept across restarts, newest first. What was not finished when the
/// program ended starts again at the next start; pieces that were finished come from the cache, and an engine that
/// works elsewhere picks up what it had begun.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "studio/clone_desk.h"
#include "studio/clone_run.h"
#include "studio/clone_run_files.h"
#include "studio/job_queue.h"
#include "studio/take_library.h"
#include "studio/take_words.h"

namespace timbre::studio {

/// What happened to a clone, for open pages.
using CloneListener = std::function<void(const std::string& run_id, bool is_gone)>;

struct CloneQuery {
  std::string voice;  ///< empty: of any
  std::string take;
};

class CloneRuns {
 public:
  /// Of more, the oldest that are over go.
  static constexpr std::size_t kMaxRuns = 200;

  /// Everything must outlive it. `on_change` is called from any thread.
  CloneRuns(CloneDesk& desk, TakeLibrary& library, JobQueue& jobs, CloneListener on_change);

  /// Starts what was not finished. Once, at the start.
  void go_on();
  /// What is cancelled from now on is kept as unfinished: the program ends. Before the queue is stopped.
  void stop();

  /// NotFound for a voice, take or engine that is not there; Denied without consent; Unavailable where the engine
  /// cannot speak now; InvalidInput for what it does not take. Without a take the voice's best clip serves
  /// (clone_clips.h). The take becomes a reference of the voice: it is deleted when consent is revoked.
  [[nodiscard]] Result<CloneRun> start(CloneOrder order);
  [[nodiscard]] Result<CloneRun> get(const std::string& id);
  /// Newest first.
  [[nodiscard]] std::vector<CloneRun> list(const CloneQuery& query);
  /// One that is over stays as it is. NotFound.
  [[nodiscard]] Result<CloneRun> cancel(const std::string& id);
  /// Stops it where it runs; its speech goes. NotFound.
  [[nodiscard]] Result<void> remove(const std::string& id);
  /// The speech of one that is done. NotFound.
  [[nodiscard]] Result<std::filesystem::path> speech(const std::string& id);

  /// The queue ended or began a job of kind "clone".
  void job_changed(const JobStatus& job);
  /// Deletes the clones of voices that are revoked, by whoever.
  [[nodiscard]] Result<void> delete_revoked();

 private:
  [[nodiscard]] Result<void> check(CloneOrder& order, CloneRun& run);
  [[nodiscard]] Result<void> enqueue(const std::string& id);
  [[nodiscard]] Result<void> work(const std::string& id, const JobContext& context);
  [[nodiscard]] Result<MadeClone> make(const CloneRun& run, const JobContext& context);
  [[nodiscard]] Result<void> keep(CloneRun run, const Result<MadeClone>& made);
  void forget_old();
  /// Changes one that is not over; false where there is none.
  bool change(const std::string& id, const std::function<void(CloneRun&)>& how);

  CloneDesk& desk_;
  TakeLibrary& library_;
  JobQueue& jobs_;
  CloneListener on_change_;
  CloneRunFiles files_;
  TakeWordsFinder words_;
  std::mutex mutex_;
  std::map<std::string, CloneRun> runs_;  // by id, so in the order in which they were asked for
  bool is_stopping_ = false;
  CancelToken ending_;  ///< told to engines, so that what they began elsewhere is taken up at the next start
};

}  // namespace timbre::studio
