#include "studio/export_manifest.h"

#include "base/file_sum.h"
#include "score/scorecard_json.h"
#include "studio/clip_json.h"
#include "studio/safe_name.h"

namespace timbre::studio {

Result<void> ExportManifest::add(std::size_t index, const ExportResult& result, FileSystem& disk,
                                 const CancelToken& cancel) {
  Json& take = json_["takes"][index];
  const std::string folder = unique_safe_name(take["name"].get<std::string>(), used_names_);
  for (const ExportedClip& clip : result.clips) {
    Json one = to_json(clip);
    one["scorecard"] = score::to_json(clip.scorecard);
    take["clips"].push_back(std::move(one));
  }
  for (const SkippedProfile& skipped : result.skipped) take["notes"].push_back(skipped.why);
  for (const std::string& note : result.notes) take["notes"].push_back(note);
  const std::filesystem::path below = out_ / std::to_string(index);
  for (const std::filesystem::path& path : files_of(result)) {
    const std::string name = (has_folders_ ? folder + "/" : "") + path.lexically_relative(below).string();
    TRY(const FileStatus status, disk.status(path));
    TRY(const std::string sum, sha256_of_file(disk, path, cancel));
    take["files"].push_back(
        {{"number", entries_.size()}, {"name", name}, {"size_bytes", status.size_bytes}, {"sha256", sum}});
    entries_.push_back({name, path});
  }
  return {};
}

Json ExportManifest::finish() && {
  json_["paths"] = Json::array();
  for (const store::ZipEntry& entry : entries_) json_["paths"].push_back(entry.path.lexically_relative(out_).string());
  return std::move(json_);
}

}  // namespace timbre::studio
