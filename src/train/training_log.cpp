#include "train/training_log.h"

#include <sstream>

#include "base/json.h"

namespace timbre::train {
namespace {

constexpr std::uintmax_t kLimitBytes = 256U << 20U;

// Drawn by the page itself from the lines put in place of LINES; colours follow the reader's light or dark.
constexpr std::string_view kPage = R"page(<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>TITLE</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  svg { width: 100%; height: 14rem; border-bottom: 1px solid; border-left: 1px solid; }
  polyline { fill: none; stroke: currentColor; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
</style>
<h1>TITLE</h1>
<main></main>
<script>
const lines = [LINES];
const curves = CURVES;
for (const [key, name] of curves) {
  const points = lines.filter(l => l[key] != null).map(l => [l.step, l[key]]);
  if (!points.length) continue;
  const values = points.map(p => p[1]);
  const low = Math.min(0, ...values), high = Math.max(...values), end = points.at(-1)[0] || 1;
  const path = points.map(([s, v]) => `${1000 * s / end},${300 - 300 * (v - low) / (high - low || 1)}`).join(" ");
  document.querySelector("main").insertAdjacentHTML("beforeend", `<h2>${name}</h2>
    <p>last: ${values.at(-1).toPrecision(4)}, from ${low.toPrecision(3)} to ${high.toPrecision(3)}, ${end} steps</p>
    <svg viewBox="0 0 1000 300" preserveAspectRatio="none" role="img" aria-label="${name}"><polyline points="${path}"/></svg>`);
}
</script></html>
)page";

void replace_all(std::string& text, std::string_view what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

Result<TrainingLog> TrainingLog::open(FileSystem& disk, const std::filesystem::path& folder, std::int64_t first_step) {
  TrainingLog log(disk, folder);
  TRY_VOID(disk.create_folders(folder));
  const auto path = folder / "log.jsonl";
  TRY(const FileStatus status, disk.status(path));
  std::string kept;
  if (status.kind == FileKind::Regular) {
    TRY(const std::string text, disk.read(path, kLimitBytes));
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
      const Json json = Json::parse(line, nullptr, false);
      if (!json.is_object() || json.value("step", first_step) >= first_step) continue;
      kept += line + '\n';
      log.lines_.push_back(line);
    }
  }
  TRY_VOID(disk.write_atomically(path, kept));
  return log;
}

Result<void> TrainingLog::add(const LogLine& line) {
  Json json{{"step", line.step}};
  for (const auto& [name, value] : line.values) json[name] = value;
  lines_.push_back(json.dump());
  TRY(const auto file, disk_->open_for_writing(folder_ / "log.jsonl", WriteMode::Append));
  return file->write(lines_.back() + '\n');
}

Result<void> TrainingLog::write_page(const std::string& title, const std::vector<Curve>& curves) {
  Json drawn = Json::array();
  for (const Curve& curve : curves) drawn.push_back({curve.name, curve.caption});
  std::string joined;
  for (const std::string& line : lines_) joined += line + ",\n";
  std::string page(kPage);
  replace_all(page, "TITLE", title);
  replace_all(page, "CURVES", drawn.dump());
  replace_all(page, "LINES", joined);
  return disk_->write_atomically(folder_ / "training.html", page);
}

}  // namespace timbre::train
