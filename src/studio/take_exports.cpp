#include "studio/take_exports.h"

#include <algorithm>
#include <set>

#include "base/utc_time.h"
#include "base/utf8.h"
#include "base/uuid.h"
#include "score/number_text.h"
#include "store/zip_file.h"
#include "studio/export_manifest.h"
#include "studio/safe_name.h"

namespace timbre::studio {
namespace {

constexpr std::uintmax_t kMaxManifestBytes = std::uintmax_t{256} << 20;
constexpr std::size_t kKeptFailures = 50;

Error no_export(const std::string& id) {
  return {ErrorKind::NotFound, "there is no export '" + printable(id.substr(0, 40)) + "'; exports are kept for a week"};
}

/// When a UUID of version 7 was made.
std::int64_t made_ms(const std::string& uuid) {
  const std::string digits = uuid.substr(0, 8) + uuid.substr(9, 4);
  return static_cast<std::int64_t>(std::stoull(digits, nullptr, 16));
}

template <typename Names>
Result<void> check_unique(const Names& names, const char* what) {
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (seen.insert(name).second) continue;
    return Error{ErrorKind::InvalidInput,
                 std::string("'") + what + "' names " + printable(name.substr(0, 60)) + " twice; once is enough"};
  }
  return {};
}

Json new_export(const std::string& id, std::int64_t created_ms, const std::vector<store::Take>& takes) {
  Json json{{"id", id}, {"created_ms", created_ms}, {"error", ""}, {"takes", Json::array()}};
  for (const store::Take& take : takes) {
    json["takes"].push_back({{"take", take.summary.id},
                             {"name", valid_utf8(take.summary.name)},
                             {"problem", nullptr},
                             {"clips", Json::array()},
                             {"notes", Json::array()},
                             {"files", Json::array()}});
  }
  return json;
}

/// Whether the record is as finish() wrote it: everything that is looked up in it is there.
bool is_whole(const Json& json) {
  const auto has = [](const Json& object, const char* name, Json::value_t type) {
    return object.is_object() && object.contains(name) && object[name].type() == type;
  };
  if (!has(json, "takes", Json::value_t::array) || !has(json, "paths", Json::value_t::array)) return false;
  std::size_t count = 0;
  for (const Json& take : json["takes"]) {
    if (!has(take, "name", Json::value_t::string) || !has(take, "files", Json::value_t::array) ||
        !has(take, "clips", Json::value_t::array))
      return false;
    for (const Json& file : take["files"]) {
      if (!has(file, "number", Json::value_t::number_unsigned) || file["number"] != count++) return false;
      if (!has(file, "name", Json::value_t::string) || !has(file, "sha256", Json::value_t::string)) return false;
    }
  }
  const auto is_text = [](const Json& path) { return path.is_string(); };
  return json["paths"].size() == count && std::all_of(json["paths"].begin(), json["paths"].end(), is_text);
}

void leave_out_scorecards(Json& json) {
  for (Json& take : json["takes"]) {
    for (Json& clip : take["clips"]) clip.erase("scorecard");
  }
}

}  // namespace

TakeExports::TakeExports(TakeLibrary& library, JobQueue& jobs, std::shared_ptr<TakeClips> clips, safety::AuditLog& log)
    : library_(library), jobs_(jobs), clips_(std::move(clips)), log_(log) {
  sweep();
}

void TakeExports::sweep() {
  std::error_code error;
  std::filesystem::remove_all(clips_->work_folder(), error);
  const std::int64_t oldest_ms = unix_ms(library_.store().clock()) - kExportsKeptMs;
  std::vector<std::filesystem::path> old;
  for (const auto& entry : std::filesystem::directory_iterator(clips_->folder(), error)) {
    const std::string name = entry.path().filename().string();
    if (is_uuid(name) && made_ms(name) < oldest_ms) old.push_back(entry.path());
  }
  for (const auto& path : old) std::filesystem::remove_all(path, error);
}

Result<void> TakeExports::check(const ExportOrder& order) {
  const auto wrong = [](std::string why) { return Error{ErrorKind::InvalidInput, std::move(why)}; };
  if (order.takes.empty()) return wrong("'takes' is empty; name at least one take");
  if (order.takes.size() > kMaxExportTakes) {
    return wrong("'takes' names " + std::to_string(order.takes.size()) + " takes; " + std::to_string(kMaxExportTakes) +
                 " go into one export");
  }
  if (order.wish.profiles.empty()) return wrong("'profiles' is empty; name at least one model");
  TRY_VOID(check_unique(order.takes, "takes"));
  TRY_VOID(check_unique(order.wish.profiles, "profiles"));
  for (const std::string& name : order.wish.profiles) TRY_VOID(score::find_profile(name, clips_->profiles()));
  const bool is_of_one = order.wish.window || !order.wish.ref_text.empty();
  if (is_of_one && order.takes.size() > 1) return wrong("a window or words of your own are of one take; name one");
  if (order.wish.ref_text.size() > kMaxRefTextBytes) {
    return wrong("'ref_text' has " + std::to_string(order.wish.ref_text.size()) + " bytes; a clip's words have up to " +
                 std::to_string(kMaxRefTextBytes));
  }
  return {};
}

Result<StartedExport> TakeExports::start(const ExportOrder& order) {
  TRY_VOID(check(order));
  std::vector<store::Take> takes;
  for (const std::string& take_id : order.takes) {
    TRY(store::Take take, library_.store().get(take_id));
    takes.push_back(std::move(take));
  }
  StartedExport started{library_.new_id(), library_.new_id()};
  {
    const std::lock_guard lock(mutex_);
    pending_[started.id] = {new_export(started.id, unix_ms(library_.store().clock()), takes), started.job};
    forget_failures();
  }
  Job job;
  job.id = started.job;
  job.kind = "export";
  job.subject = started.id;
  job.lane = "export";
  job.work = [self = shared_from_this(), id = started.id, order](const JobContext& context) {
    return self->run(id, order, context);
  };
  if (const auto added = jobs_.add(std::move(job)); !added.ok()) {
    const std::lock_guard lock(mutex_);
    pending_.erase(started.id);
    return added.error();
  }
  return started;
}

void TakeExports::forget_failures() {
  const auto is_over = [this](const auto& one) {
    const auto job = jobs_.get(one.second.job);
    const bool is_new = one.second.json["error"].template get<std::string>().empty() && !job.ok();
    return !is_new && (!job.ok() || (job->state != JobState::Waiting && job->state != JobState::Running));
  };
  while (pending_.size() > kKeptFailures) {
    const auto over = std::find_if(pending_.begin(), pending_.end(), is_over);
    if (over == pending_.end()) return;
    pending_.erase(over);
  }
}

Result<void> TakeExports::run(const std::string& id, const ExportOrder& order, const JobContext& context) {
  Json json;
  {
    const std::lock_guard lock(mutex_);
    const auto found = pending_.find(id);
    if (found == pending_.end()) return Error{ErrorKind::Cancelled, "stopped"};
    json = found->second.json;
  }
  const WorkFolder out(clips_->work_folder() / id);
  const auto made = make(order, out.path(), std::move(json), context);
  const Result<void> done = made.ok() ? publish(id, out.path()) : Result<void>(made.error());
  if (done.ok()) return {};
  const std::lock_guard lock(mutex_);
  if (const auto found = pending_.find(id); found != pending_.end()) found->second.json["error"] = done.error().message;
  return done.error();
}

Result<Json> TakeExports::make(const ExportOrder& order, const std::filesystem::path& out, Json json,
                               const JobContext& context) {
  FileSystem& disk = library_.store().disk();
  const std::int64_t created_ms = json["created_ms"];
  ExportManifest manifest(std::move(json), out, order.takes.size() > 1);
  std::optional<Error> first_problem;
  for (std::size_t i = 0; i < order.takes.size(); ++i) {
    const auto take = library_.store().get(order.takes[i]);
    const auto result = take.ok()
                            ? clips_->export_take(*take, order.wish, out / std::to_string(i), context.cancel, &log_)
                            : Result<ExportResult>(take.error());
    if (context.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped; nothing was written"};
    if (result.ok()) {
      TRY_VOID(manifest.add(i, *result, disk, context.cancel));
    } else {
      manifest.add_problem(i, valid_utf8(result.error().message));
      if (!first_problem) first_problem = result.error();
    }
    context.progress(static_cast<double>(i + 1) / static_cast<double>(order.takes.size()));
  }
  if (manifest.is_empty()) return *first_problem;
  TRY_VOID(store::write_zip(disk, out / kZipName, manifest.entries(), created_ms, context.cancel));
  TRY(const FileStatus zip, disk.status(out / kZipName));
  Json finished = std::move(manifest).finish();
  finished["zip_size_bytes"] = zip.size_bytes;
  TRY_VOID(disk.write_atomically(out / kManifestName, finished.dump(-1, ' ', false, Json::error_handler_t::replace)));
  return finished;
}

Result<void> TakeExports::publish(const std::string& id, const std::filesystem::path& from) {
  const std::lock_guard lock(mutex_);  // so that one that is removed meanwhile does not come back
  const auto found = pending_.find(id);
  if (found == pending_.end()) return Error{ErrorKind::Cancelled, "stopped; nothing was written"};
  TRY_VOID(library_.store().disk().rename(from, folder_of(id)));
  pending_.erase(found);
  return {};
}

Result<Json> TakeExports::manifest(const std::string& id) {
  if (!is_uuid(id)) return no_export(id);
  const auto bytes = library_.store().disk().read(folder_of(id) / kManifestName, kMaxManifestBytes);
  if (!bytes.ok()) return no_export(id);
  Json json = Json::parse(*bytes, nullptr, false);
  if (!is_whole(json)) {
    return Error{ErrorKind::Corrupt, "the record of export " + id + " is damaged; delete it and export again"};
  }
  return json;
}

Json TakeExports::shown(const Pending& pending) {
  Json json = pending.json;
  const auto job = jobs_.get(pending.job);
  json["state"] = std::string(to_string(job.ok() ? job->state : JobState::Failed));
  json["job"] = pending.job;
  json["zip_size_bytes"] = nullptr;
  return json;
}

Result<Json> TakeExports::get(const std::string& id) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = pending_.find(id); found != pending_.end()) return shown(found->second);
  }
  TRY(Json json, manifest(id));
  json.erase("paths");
  json["state"] = "done";
  json["job"] = nullptr;
  return json;
}

Json TakeExports::list() {
  std::set<std::string> ids;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(clips_->folder(), error)) {
    if (const std::string name = entry.path().filename().string(); is_uuid(name)) ids.insert(name);
  }
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, pending] : pending_) ids.insert(id);
  }
  Json all = Json::array();
  for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
    auto one = get(*id);
    if (!one.ok()) continue;
    leave_out_scorecards(*one);
    all.push_back(std::move(*one));
  }
  return all;
}

Result<ExportFile> TakeExports::file(const std::string& id, std::int64_t number) {
  TRY(const Json json, manifest(id));
  for (const Json& take : json["takes"]) {
    for (const Json& file : take["files"]) {
      if (file["number"] != number) continue;
      const std::string path = json["paths"][static_cast<std::size_t>(number)];
      std::string name = file["name"];
      const std::string take_name = safe_name(take["name"].get<std::string>());
      if (!name.starts_with(take_name + "/")) name.insert(0, take_name + "/");
      for (std::size_t at = name.find('/'); at != std::string::npos; at = name.find('/', at))
        name.replace(at, 1, " - ");
      return ExportFile{folder_of(id) / path, name, "\"" + file["sha256"].get<std::string>() + "\""};
    }
  }
  return Error{ErrorKind::NotFound, "the export has no file " + std::to_string(number)};
}

Result<ExportFile> TakeExports::zip(const std::string& id) {
  TRY(const Json json, manifest(id));
  const std::string name =
      json["takes"].size() == 1 ? safe_name(json["takes"][0]["name"].get<std::string>()) : "Timbre export";
  return ExportFile{folder_of(id) / kZipName, name + ".zip", "\"zip-" + id + "\""};
}

Result<void> TakeExports::remove(const std::string& id) {
  std::string job;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = pending_.find(id); found != pending_.end()) {
      job = found->second.job;
      pending_.erase(found);
    }
  }
  if (!job.empty()) {
    [[maybe_unused]] const auto ignored = jobs_.cancel(job);  // it may just have ended
    return {};
  }
  if (!is_uuid(id)) return no_export(id);
  FileSystem& disk = library_.store().disk();
  TRY(const FileStatus status, disk.status(folder_of(id)));
  if (status.kind != FileKind::Directory) return no_export(id);
  const WorkFolder gone(clips_->work_folder() / (id + ".gone"));  // in one step, so that no half one is ever seen
  TRY_VOID(disk.create_folders(clips_->work_folder()));
  return disk.rename(folder_of(id), gone.path());
}

}  // namespace timbre::studio
