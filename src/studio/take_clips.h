#pragma once
/// What can be made of a kept take: which models take it as it is, and what an export would write.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "score/profiles.h"
#include "studio/export_clip.h"
#include "studio/studied_takes.h"
#include "studio/take_library.h"
#include "studio/take_words.h"

namespace timbre::studio {

/// What a person wants of a clip.
struct ClipWish {
  std::vector<std::string> profiles;
  std::optional<TimeRange> window;
  std::string ref_text;  ///< of the clip, written as it is; empty for the take's words
  std::optional<MasterKind> master;
};

/// Thread-safe. What takes long is remembered, so that a page may ask often.
class TakeClips {
 public:
  /// The profiles are the built-in ones and those in DATA/profiles; the built-in ones alone where those are wrong.
  explicit TakeClips(TakeLibrary& library);

  [[nodiscard]] const std::vector<score::Profile>& profiles() const { return profiles_; }

  /// Every profile's answer (score/fit.h) with its best window or why there is none: {"fits": […]}. Errors: NotFound,
  /// those of decoding.
  [[nodiscard]] Result<Json> fits(const std::string& take_id);
  /// Writes the clip of one profile into a folder that is thrown away, and tells what was in it: {"profile", "title",
  /// "window", "clip", "master", "files", "ref_text", "words_from", "warnings", "notes"}. Errors as export_take.
  [[nodiscard]] Result<Json> plan(const std::string& take_id, const ClipWish& wish);
  /// Writes into `out`, with an `exported` record in `log`; none for what is thrown away. NotFound for an unknown take
  /// or profile; those of export_clip, naming the take, not its path.
  [[nodiscard]] Result<ExportResult> export_take(const store::Take& take, const ClipWish& wish,
                                                 const std::filesystem::path& out, const CancelToken& cancel,
                                                 safety::AuditLog* log);

  /// Where exports lie, and where they are made: what is in the latter is thrown away at the start.
  [[nodiscard]] std::filesystem::path folder() const { return library_.store().folder() / "exports"; }
  [[nodiscard]] std::filesystem::path work_folder() const { return folder() / "tmp"; }

 private:
  [[nodiscard]] Result<Json> planned(const store::Take& take, const ClipWish& wish);

  TakeLibrary& library_;
  std::vector<score::Profile> profiles_;
  StudiedTakes studied_;
  TakeWordsFinder words_;
  Remembered<Json> plans_{64};
};

/// A folder that is removed with all it holds, unless it was renamed away.
class WorkFolder {
 public:
  explicit WorkFolder(std::filesystem::path path) : path_(std::move(path)) {}
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace timbre::studio
