#pragma once
/// The use case behind the studio: takes arrive, are kept, and are judged in the background.
///
/// A take is there as soon as it is safe on the disk; its verdict follows, its words after that. What was not judged
/// when the program ended is judged at the next start.

#include <functional>
#include <memory>
#include <string>

#include "base/file_system.h"
#include "base/random.h"
#include "base/result.h"
#include "store/recordings.h"
#include "store/take_store.h"
#include "studio/job_queue.h"

namespace timbre::studio {

/// What happened to a take, for open pages.
using TakeListener = std::function<void(const std::string& take_id)>;

/// Judges one file: handed in, so that tests need not decode.
using Judge = std::function<Result<store::Judgement>(const std::filesystem::path&, const JobContext&)>;

/// Scores through studio/score_file.h, without words, so that the verdict is quick.
[[nodiscard]] Judge quick_judge();

class TakeLibrary {
 public:
  /// Everything must outlive the library. `on_change` may be called from any thread.
  TakeLibrary(store::TakeStore& store, JobQueue& jobs, Random& random, Judge judge, TakeListener on_change);

  [[nodiscard]] store::TakeStore& store() { return store_; }
  [[nodiscard]] std::string new_id();

  /// Keeps a finished upload as a take and has it judged. `name` may be empty: the file's own name without extension,
  /// else the time.
  [[nodiscard]] Result<store::Take> add(store::NewTake take);
  /// Turns a recording into a take.
  [[nodiscard]] Result<store::Take> finish_recording(const std::string& recording_id, const std::string& name);
  /// Has a take judged (again). The job's id.
  [[nodiscard]] Result<std::string> judge(const std::string& take_id);
  /// Has every take judged that has neither scorecard nor problem. How many.
  [[nodiscard]] Result<std::size_t> judge_unjudged();

  [[nodiscard]] Result<store::Take> edit(const std::string& id, const store::TakeEdit& edit,
                                         std::optional<std::int64_t> revision);
  [[nodiscard]] Result<store::Take> move_to_trash(const std::string& id, std::optional<std::int64_t> revision);
  [[nodiscard]] Result<store::Take> take_from_trash(const std::string& id);
  [[nodiscard]] Result<void> purge(const std::string& id);

 private:
  [[nodiscard]] Result<store::Take> told(Result<store::Take> take);
  [[nodiscard]] Result<void> run_judge(const std::string& take_id, const JobContext& context);

  store::TakeStore& store_;
  JobQueue& jobs_;
  Random& random_;
  std::mutex random_mutex_;
  Judge judge_;
  TakeListener on_change_;
};

/// Longest name and note, in bytes.
inline constexpr std::size_t kMaxNameBytes = 200;
inline constexpr std::size_t kMaxTextBytes = 100'000;

}  // namespace timbre::studio
