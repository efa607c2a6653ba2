#pragma once
/// What is written of one export: its takes, and each file with its place, size and sum.

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/json.h"
#include "base/result.h"
#include "store/zip_file.h"
#include "studio/export_clip.h"

namespace timbre::studio {

inline constexpr const char* kManifestName = "export.json";
inline constexpr const char* kZipName = "export.zip";

/// An export on its way to its manifest.
class ExportManifest {
 public:
  /// `out` holds the export's files. With several takes each has a folder of its own in the zip.
  ExportManifest(Json json, std::filesystem::path out, bool has_folders)
      : json_(std::move(json)), out_(std::move(out)), has_folders_(has_folders) {}

  /// Take `index` of the JSON's "takes" was exported.
  [[nodiscard]] Result<void> add(std::size_t index, const ExportResult& result, FileSystem& disk,
                                 const CancelToken& cancel);
  void add_problem(std::size_t index, const std::string& problem) { json_["takes"][index]["problem"] = problem; }

  [[nodiscard]] bool is_empty() const { return entries_.empty(); }
  [[nodiscard]] const std::vector<store::ZipEntry>& entries() const { return entries_; }
  /// With "paths": where file n lies, below the export's folder.
  [[nodiscard]] Json finish() &&;

 private:
  Json json_;
  std::filesystem::path out_;
  bool has_folders_;
  std::set<std::string> used_names_;
  std::vector<store::ZipEntry> entries_;
};

}  // namespace timbre::studio
