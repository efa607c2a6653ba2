#pragma once
/// Exports of kept takes: made in the background, kept for a week, taken away one file at a time or as a zip.
///
///   DATA/exports/<id>/export.json   what it is, as the API shows it
///   DATA/exports/<id>/<n>/…         the files of take n (export_clip.h)
///   DATA/exports/<id>/export.zip    all of them under the names that people see
///   DATA/exports/tmp/…              those being made; thrown away at the start
///
/// An export appears in one step, by a rename, when all of it is on the disk: a program that is killed leaves no half
/// one. Names that a client chose are written into export.json and the zip, never into the disk's folders.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "studio/job_queue.h"
#include "studio/take_clips.h"

namespace timbre::studio {

/// What a person orders. A window and words of one's own are of one take.
struct ExportOrder {
  std::vector<std::string> takes;
  ClipWish wish;
};

struct StartedExport {
  std::string id;
  std::string job;
};

/// A file to hand out.
struct ExportFile {
  std::filesystem::path path;
  std::string name;  ///< for a person's disk: safe_name.h
  std::string etag;  ///< with quotes
};

inline constexpr std::size_t kMaxExportTakes = 1000;
inline constexpr std::size_t kMaxRefTextBytes = 10'000;
inline constexpr std::int64_t kExportsKeptMs = std::int64_t{7} * 24 * 3600 * 1000;

class TakeExports : public std::enable_shared_from_this<TakeExports> {
 public:
  /// Sweeps what was left half made and what is older than a week. Library, queue and log must outlive the
  /// exports.
  TakeExports(TakeLibrary& library, JobQueue& jobs, std::shared_ptr<TakeClips> clips, safety::AuditLog& log);

  /// NotFound for a take or profile that is not there; InvalidInput for an order that cannot be; Unavailable when the
  /// queue is full.
  [[nodiscard]] Result<StartedExport> start(const ExportOrder& order);

  /// {"id", "state", "created_ms", "job", "error", "takes": [{"take", "name", "problem", "clips", "notes", "files"}],
  /// "zip_size_bytes"}; clips as clip_json.h says, with "scorecard". NotFound.
  [[nodiscard]] Result<Json> get(const std::string& id);
  /// The same of all, newest first, without scorecards.
  [[nodiscard]] Json list();
  [[nodiscard]] Result<ExportFile> file(const std::string& id, std::int64_t number);
  [[nodiscard]] Result<ExportFile> zip(const std::string& id);
  /// Stops one that is being made. NotFound.
  [[nodiscard]] Result<void> remove(const std::string& id);

 private:
  struct Pending {
    Json json;  ///< as shown, without state
    std::string job;
  };

  void sweep();
  void forget_failures();
  [[nodiscard]] Result<void> check(const ExportOrder& order);
  [[nodiscard]] Result<void> run(const std::string& id, const ExportOrder& order, const JobContext& context);
  [[nodiscard]] Result<Json> make(const ExportOrder& order, const std::filesystem::path& out, Json json,
                                  const JobContext& context);
  [[nodiscard]] Result<void> publish(const std::string& id, const std::filesystem::path& from);
  [[nodiscard]] Result<Json> manifest(const std::string& id);
  [[nodiscard]] Json shown(const Pending& pending);
  [[nodiscard]] std::filesystem::path folder_of(const std::string& id) const { return clips_->folder() / id; }

  TakeLibrary& library_;
  JobQueue& jobs_;
  std::shared_ptr<TakeClips> clips_;
  safety::AuditLog& log_;
  std::mutex mutex_;
  std::map<std::string, Pending> pending_;  ///< being made, or failed
};

}  // namespace timbre::studio
