#include "studio/clone_run_files.h"

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>

#include "base/utc_time.h"
#include "base/uuid.h"
#include "clone/file_piece_cache.h"
#include "studio/clone_sound.h"
#include "studio/staged_files.h"

namespace timbre::studio {
namespace {

constexpr std::uintmax_t kMaxRecordBytes = std::uintmax_t{4} << 20;
constexpr std::int64_t kWorkKeptMs = std::int64_t{24} * 3600 * 1000;
constexpr const char* kRecordName = "run.json";

Error gone(const std::string& id) { return {ErrorKind::NotFound, "the clone " + id + " was deleted meanwhile"}; }

/// None where the record cannot be read.
std::optional<CloneRun> read_run(FileSystem& disk, const std::filesystem::path& folder) {
  const auto bytes = disk.read(folder / kRecordName, kMaxRecordBytes);
  if (!bytes.ok()) return std::nullopt;
  auto run = clone_run_of_json(Json::parse(*bytes, nullptr, false));
  if (!run.ok() || run->id != folder.filename()) return std::nullopt;
  return *std::move(run);
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code error;  // a folder that is not there holds nothing
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (std::string name = entry.path().filename().string(); is_uuid(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

Result<void> delete_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  if (error) return error_from_errno(error.value(), "cannot delete", folder);
  return {};
}

/// When a UUID of version 7 was made.
std::int64_t made_ms(const std::string& uuid) {
  return static_cast<std::int64_t>(std::stoull(uuid.substr(0, 8) + uuid.substr(9, 4), nullptr, 16));
}

}  // namespace

CloneRunFiles::CloneRunFiles(const std::filesystem::path& data_folder, FileSystem& disk)
    : folder_(data_folder / "clones"), disk_(disk) {}

std::vector<CloneRun> CloneRunFiles::all() {
  std::vector<CloneRun> runs;
  for (const std::string& id : names_in(folder_)) {
    if (auto run = read_run(disk_, folder_ / id)) runs.push_back(*std::move(run));
  }
  return runs;
}

Result<void> CloneRunFiles::add(const CloneRun& run) {
  const std::filesystem::path made = work_folder(run.id);
  TRY_VOID(disk_.create_folders(made));
  TRY_VOID(disk_.write_atomically(made / kRecordName, to_json(run).dump()));
  return disk_.rename(made, folder_ / run.id);
}

Result<void> CloneRunFiles::update(const CloneRun& run) {
  if (!is_there(run.id)) return gone(run.id);
  return disk_.write_atomically(folder_ / run.id / kRecordName, to_json(run).dump());
}

Result<void> CloneRunFiles::put_speech(const std::string& id, const safety::MarkedSpeech& speech,
                                       const audio::AudioTags& tags) {
  if (!is_there(id)) return gone(id);
  StagedFiles files(disk_, true);
  TRY(const auto file, files.open(speech_path(id)));
  TRY_VOID(write_clone(speech, tags, *file));
  return files.publish();
}

bool CloneRunFiles::is_there(const std::string& id) {
  const auto found = disk_.status(folder_ / id);
  return found.ok() && found->kind == FileKind::Directory;
}

Result<void> CloneRunFiles::remove(const std::string& id) {
  if (!is_uuid(id) || !is_there(id)) return {};
  // in one step, so that no half one is ever read
  const std::filesystem::path away = work_folder(id);
  TRY_VOID(disk_.create_folders(away.parent_path()));
  TRY_VOID(delete_folder(away));
  TRY_VOID(disk_.rename(folder_ / id, away));
  return delete_folder(away);
}

void CloneRunFiles::sweep(const Clock& clock) {
  const std::int64_t oldest_ms = unix_ms(clock) - kWorkKeptMs;
  for (const std::string& name : names_in(folder_ / "tmp")) {
    if (made_ms(name) >= oldest_ms) continue;
    [[maybe_unused]] const auto ignored = delete_folder(folder_ / "tmp" / name);  // tried again at the next start
  }
}

std::filesystem::path pieces_folder(const std::filesystem::path& data_folder) {
  return data_folder / "cache" / "pieces";
}

Result<std::size_t> delete_revoked_clones(const std::filesystem::path& data_folder, FileSystem& disk,
                                          store::ConsentStore& consents) {
  TRY(const auto voices, consents.voices());
  std::set<std::string> revoked;
  for (const safety::Voice& voice : voices) {
    if (!voice.revoked_ms) continue;
    revoked.insert(voice.id);
    TRY([[maybe_unused]] const std::size_t pieces,
        clone::FilePieceCache(pieces_folder(data_folder), disk).forget_voice(voice.id));
  }
  if (revoked.empty()) return std::size_t{0};
  CloneRunFiles files(data_folder, disk);
  std::size_t deleted = 0;
  for (const std::string& id : names_in(data_folder / "clones")) {
    const auto run = read_run(disk, data_folder / "clones" / id);
    if (run && !revoked.contains(run->order.voice)) continue;  // one that cannot be read may be anybody's
    TRY_VOID(files.remove(id));
    ++deleted;
  }
  return deleted;
}

}  // namespace timbre::studio
