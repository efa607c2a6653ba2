#pragma once
/// The use case behind the studio: takes arrive, are kept, and are judged in the background.
///
/// A take is there as soon as it is safe on the disk; its verdict follows, its words after that. What was not judged
/// when the program ended is judged at the next start.

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
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

/// Scores through studio/score_file.h, without words and perceptual score, so that the verdict is quick: both follow in
/// the background (word_listener.h).
[[nodiscard]] Judge quick_judge();

/// Looks for a take's words and judges it with them: handed in, so that tests need no engine (word_listener.h).
/// Unavailable means that nothing can listen now, and the take is tried again; another error is final for this take.
using Listener =
    std::function<Result<store::Words>(const store::Take&, const std::filesystem::path&, const JobContext&)>;

/// An error as a person may see it: the path inside the store says nothing to them, the take's own name does.
[[nodiscard]] Error without_path(Error error, const std::filesystem::path& path, const store::TakeSummary& take);

/// Where decoded recordings are kept (playable_sound.h); can be deleted at any time.
[[nodiscard]] std::filesystem::path kept_sounds_folder(const store::TakeStore& store);

/// Where the words that were heard are kept (transcript_cache.h); can be deleted at any time.
[[nodiscard]] std::filesystem::path kept_words_folder(const store::TakeStore& store);

/// Where what language models advised is kept (richer_advice.h); can be deleted at any time.
[[nodiscard]] std::filesystem::path kept_advice_folder(const store::TakeStore& store);

class TakeLibrary {
 public:
  /// Everything must outlive the library. `on_change` may be called from any thread. Without a listener no words are
  /// looked for.
  TakeLibrary(store::TakeStore& store, JobQueue& jobs, Random& random, Judge judge, TakeListener on_change,
              Listener listener = {});

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
  /// Has a take's words looked for (again) and the scorecard made anew with them. The job's id; that of the job that
  /// waits already where there is one. Every take is listened to when it was judged. Unavailable without a listener.
  [[nodiscard]] Result<std::string> find_words(const std::string& take_id);
  /// Has the words looked for of every take that was judged and not listened to: one after the other, in the
  /// background, behind those that come in. How many.
  [[nodiscard]] Result<std::size_t> find_missing_words();

  [[nodiscard]] Result<store::Take> edit(const std::string& id, const store::TakeEdit& edit,
                                         std::optional<std::int64_t> revision);
  [[nodiscard]] Result<store::Take> move_to_trash(const std::string& id, std::optional<std::int64_t> revision);
  [[nodiscard]] Result<store::Take> take_from_trash(const std::string& id);
  /// For good, with what was kept beside it: its decoded sound, its richer advice, and its words where no other take
  /// has that file.
  [[nodiscard]] Result<void> purge(const std::string& id);

 private:
  [[nodiscard]] Result<store::Take> told(Result<store::Take> take);
  [[nodiscard]] Result<void> run_judge(const std::string& take_id, const JobContext& context);
  [[nodiscard]] Result<std::string> add_words_job(const std::string& take_id, const std::string& lane,
                                                  std::function<Result<void>(const JobContext&)> work);
  [[nodiscard]] Result<void> run_words(const std::string& take_id, const JobContext& context);
  [[nodiscard]] Result<void> run_backlog(const std::string& take_id, const JobContext& context);
  void forget_words(const std::filesystem::path& audio, const std::string& samples_sum);
  void find_words_if_wanted(const std::string& take_id);
  void next_of_backlog();
  void go_on_with_backlog();

  store::TakeStore& store_;
  JobQueue& jobs_;
  Random& random_;
  std::mutex random_mutex_;
  Judge judge_;
  TakeListener on_change_;
  Listener listener_;
  std::mutex backlog_mutex_;
  std::deque<std::string> backlog_;  // takes whose words are to be found
  std::string backlog_job_;
};

/// Longest name and note, in bytes.
inline constexpr std::size_t kMaxNameBytes = 200;
inline constexpr std::size_t kMaxTextBytes = 100'000;

}  // namespace timbre::studio
