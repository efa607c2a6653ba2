#pragma once
/// Writes a scored take's report page to disk.

#include <filesystem>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "score/profiles.h"
#include "studio/score_file.h"

namespace timbre::studio {

/// Where the reports of `takes` go: for one take `target` itself; for several, `target` is a folder (which must exist)
/// and each report is called after its take, numbered where two takes share a name. InvalidInput when several takes
/// would go to something that is no folder.
[[nodiscard]] Result<std::vector<std::filesystem::path>> report_paths(const std::filesystem::path& target,
                                                                      const std::vector<std::filesystem::path>& takes,
                                                                      FileSystem& disk);

/// `scored` must hold curves (measure::KeepCurves::Yes).
[[nodiscard]] Result<void> write_report(const ScoredFile& scored, const score::Profile& profile,
                                        const std::filesystem::path& path, FileSystem& disk);

}  // namespace timbre::studio
