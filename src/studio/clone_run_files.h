#pragma once
/// Clones on the disk:
///
///   DATA/clones/<run id>/run.json     the wish and what came of it (clone_run.h)
///   DATA/clones/<run id>/speech.wav   marked and tagged, once it is done
///   DATA/clones/tmp/…                 reference clips while they are cut
///
/// Files and no table: the speech is a file anyway, run.json is replaced in one step, and a voice that is revoked is
/// deleted by removing folders, also by a command while the studio runs. speech.wav is there before run.json says
/// "done": a program that is killed leaves an unfinished run, which starts again.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "audio/codec/audio_writer.h"
#include "base/clock.h"
#include "base/file_system.h"
#include "base/result.h"
#include "safety/marked_speech.h"
#include "store/consent_store.h"
#include "studio/clone_run.h"

namespace timbre::studio {

class CloneRunFiles {
 public:
  /// `disk` must outlive it.
  CloneRunFiles(const std::filesystem::path& data_folder, FileSystem& disk);

  /// Oldest first. What cannot be read is left out and left alone.
  [[nodiscard]] std::vector<CloneRun> all();
  /// Appears in one step.
  [[nodiscard]] Result<void> add(const CloneRun& run);
  /// NotFound where the run was removed meanwhile, by whoever: it does not come back.
  [[nodiscard]] Result<void> update(const CloneRun& run);
  /// The same for its speech.
  [[nodiscard]] Result<void> put_speech(const std::string& id, const safety::MarkedSpeech& speech,
                                        const audio::AudioTags& tags);
  [[nodiscard]] std::filesystem::path speech_path(const std::string& id) const { return folder_ / id / "speech.wav"; }
  [[nodiscard]] bool is_there(const std::string& id);
  /// One that is not there is no error.
  [[nodiscard]] Result<void> remove(const std::string& id);

  /// A new name for a folder to work in.
  [[nodiscard]] std::filesystem::path work_folder(const std::string& id) const { return folder_ / "tmp" / id; }
  /// Throws away work folders that are older than a day: whoever made them is gone.
  void sweep(const Clock& clock);

 private:
  std::filesystem::path folder_;
  FileSystem& disk_;
};

/// Where finished pieces are kept, sealed (clone/file_piece_cache.h).
[[nodiscard]] std::filesystem::path pieces_folder(const std::filesystem::path& data_folder);

/// The clones of every revoked voice go, with the finished pieces kept for them, and those of which nobody can tell
/// any more whose they are. Returns how many clones were deleted.
[[nodiscard]] Result<std::size_t> delete_revoked_clones(const std::filesystem::path& data_folder, FileSystem& disk,
                                                        store::ConsentStore& consents);

}  // namespace timbre::studio
