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
  /// The oldest take with that sound, in the trash or not; none where there is none.
  [[nodiscard]] Result<std::optional<Take>> find_by_sound(const std::string& sha256);
  /// What was said in each take that is kept or to be reviewed and not in the trash: the user's text, else the prompt,
  /// else the words heard. Takes without any are left out, and so is the demo.
  [[nodiscard]] Result<std::vector<std::string>> spoken_texts();

  /// Changes what a person may change. InvalidInput when `revision` is given and not the take's own: somebody else
  /// changed it meanwhile.
  [[nodiscard]] Result<Take> edit(const std::string& id, const TakeEdit& edit, std::optional<std::int64_t> revision);
  /// Its words are to be looked for again after this.
  [[nodiscard]] Result<void> set_judgement(const std::string& id, const Judgement& judgement);
  /// A person's own text stays, and so does its beginning in the list.
  [[nodiscard]] Result<void> set_words(const std::string& id, const Words& words);
  /// Its words were looked for, and nothing came of it.
  [[nodiscard]] Result<void> set_words_looked_for(const std::string& id);
  /// Takes that were judged and whose words were not looked for since, not in the trash, newest first.
  [[nodiscard]] Result<std::vector<std::string>> without_words();
  /// In words, why a take could not be judged.
  [[nodiscard]] Result<void> set_problem(const std::string& id, const std::string& problem);

  /// Keeps who speaks in a take, as a speaker encoder has it: one for each take. NotFound.
  [[nodiscard]] Result<void> put_speaker(const std::string& id, const std::string& model, std::string_view bytes);
  /// None where that encoder has not heard it.
  [[nodiscard]] Result<std::optional<std::string>> speaker(const std::string& id, const std::string& model);

  [[nodiscard]] Result<Take> move_to_trash(const std::string& id, std::optional<std::int64_t> revision);
  [[nodiscard]] Result<Take> take_from_trash(const std::string& id);
  /// For good, and its audio when no other take has the same. Only from the trash. Who spoke in it is overwritten.
  [[nodiscard]] Result<void> purge(const std::string& id);

  [[nodiscard]] Result<std::filesystem::path> audio_path(const std::string& sha256) const;
  /// For the other concepts that share the database (recordings.h, doctor.h, backup.h).
  /// The data folder and the disk it is on.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] FileSystem& disk() { return disk_; }
  [[nodiscard]] Database& database() { return database_; }
  [[nodiscard]] Blobs& blobs() { return blobs_; }
  [[nodiscard]] std::mutex& mutex() { return mutex_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }

 private:
  TakeStore(Database database, std::filesystem::path folder, FileSystem& disk, const Clock& clock, UniqueFd lock);

  [[nodiscard]] Result<Take> read(const std::string& id);
  [[nodiscard]] Result<void> must_be(const std::string& id, std::optional<std::int64_t> revision);

  Database database_;
  std::filesystem::path folder_;
  FileSystem& disk_;
  Blobs blobs_;
  const Clock& clock_;
  UniqueFd lock_;  // one process writes to a data folder
  std::mutex mutex_;
};

}  // namespace timbre::store
