#include "studio/report_file.h"

#include <cassert>
#include <set>
#include <utility>

#include "score/scorecard_json.h"
#include "studio/report.h"
#include "studio/zones_json.h"

namespace timbre::studio {

Result<std::vector<std::filesystem::path>> report_paths(const std::filesystem::path& target,
                                                        const std::vector<std::filesystem::path>& takes,
                                                        FileSystem& disk) {
  if (takes.size() == 1) return std::vector<std::filesystem::path>{target};
  TRY(const auto status, disk.status(target));
  if (status.kind != FileKind::Directory) {
    return Error{ErrorKind::InvalidInput, "--report '" + target.string() + "' is not a folder, and " +
                                              std::to_string(takes.size()) +
                                              " takes need one page each. Make the folder first, or name one take."};
  }
  std::set<std::string> used;
  std::vector<std::filesystem::path> paths;
  for (const auto& take : takes) {
    const std::string stem = take == "-" ? "standard-input" : take.stem().string();
    std::string name = stem;
    for (int number = 2; !used.insert(name).second; ++number) name = stem + "-" + std::to_string(number);
    paths.push_back(target / (name + ".html"));
  }
  return paths;
}

Result<void> write_report(const ScoredFile& scored, const score::Profile& profile, const std::filesystem::path& path,
                          FileSystem& disk) {
  assert(scored.curves.has_value());
  ReportData data;
  data.scorecard = score::to_json(scored.scorecard);
  data.zones = zones_json(profile);
  data.curves = scored.curves->picture;
  data.loudness_lufs = scored.curves->momentary_lufs;
  data.pitch_hz = scored.curves->pitch.f0_hz;
  return disk.write_atomically(path, render_report(data));
}

}  // namespace timbre::studio
