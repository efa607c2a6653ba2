#pragma once
/// The takes: start here to see what is kept and how.
///
/// A call that returned well is on the disk and survives kill -9 and a power cut. A call that failed changed nothing.
/// Thread-safe: calls are taken one at a time.

#include <filesystem>
#include <memory>
#include <mutex>

#include "base/clock.h"
#include "base/file_system.h"
#include "base/result.h"
#include "base/unique_fd.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/take.h"

namespace timbre::store {

class TakeStore {
 public:
  /// Opens or makes the data folder, brings its tables up to date and removes what an interrupted upload left.
  /// Unavailable when another Timbre has it open for writing.
  [[nodiscard]] static Result<std::unique_ptr<TakeStore>> open(const std::filesystem::path& folder, FileSystem& disk,
                                                               const Clock& clock);

  /// A place to stream an upload into; finish() it, then add().
  [[nodiscard]] Result<BlobWriter> begin_upload(const std::string& id);
  /// The take exists when this returns.
  [[nodiscard]] Result<Take> add(const NewTake& take);
  [[nodiscard]] Result<Take> get(const std::string& id);
  [[nodiscard]] Result<TakeList> list(const TakeQuery& query);

  /// Changes what a person may change. InvalidInput when `revision` is given and not the take's own: somebody else
  /// changed it meanwhile.
  [[nodiscard]] Result<Take> edit(const std::string& id, const TakeEdit& edit, std::optional<std::int64_t> revision);
  [[nodiscard]] Result<void> set_judgement(const std::string& id, const Judgement& judgement);
  [[nodiscard]] Result<void> set_transcript(const std::string& id, const std::string& engine, const std::string& json,
                                            const std::string& first_words);
  /// In words, why a take could not be judged.
  [[nodiscard]] Result<void> set_problem(const std::string& id, const std::string& problem);

  [[nodiscard]] Result<Take> move_to_trash(const std::string& id, std::optional<std::int64_t> revision);
  [[nodiscard]] Result<Take> take_from_trash(const std::string& id);
  /// For good, and its audio when no other take has the same. Only from the trash.
  [[nodiscard]] Result<void> purge(const std::string& id);

  [[nodiscard]] Result<std::filesystem::path> audio_path(const std::string& sha256) const;
  /// For the other concepts that share the database (recordings.h, doctor.h, backup.h).
  [[nodiscard]] Database& database() { return database_; }
  [[nodiscard]] Blobs& blobs() { return blobs_; }
  [[nodiscard]] std::mutex& mutex() { return mutex_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }

 private:
  TakeStore(Database database, Blobs blobs, const Clock& clock, UniqueFd lock);

  [[nodiscard]] Result<Take> read(const std::string& id);
  [[nodiscard]] Result<void> must_be(const std::string& id, std::optional<std::int64_t> revision);

  Database database_;
  Blobs blobs_;
  const Clock& clock_;
  UniqueFd lock_;  // one process writes to a data folder
  std::mutex mutex_;
};

/// Unix milliseconds, UTC.
[[nodiscard]] std::int64_t unix_ms(const Clock& clock);

}  // namespace timbre::store
