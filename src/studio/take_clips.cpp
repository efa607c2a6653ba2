#include "studio/take_clips.h"

#include <array>

#include "base/sha256.h"
#include "base/utc_time.h"
#include "score/best_window.h"
#include "score/fit.h"
#include "score/number_text.h"
#include "score/profiles_json.h"
#include "studio/clip_json.h"

namespace timbre::studio {
namespace {

std::vector<score::Profile> all_profiles(store::TakeStore& store) {
  auto loaded = score::load_profiles(store.disk(), store.folder() / "profiles");
  if (loaded.ok()) return std::move(*loaded);
  return {score::profiles().begin(), score::profiles().end()};
}

TakeName name_of(const store::TakeSummary& take) {
  return {take.name, take.original_name.empty() ? take.name : take.original_name, utc_date(take.created_ms)};
}

Json fit_json(const score::Fit& fit, const Result<score::ClipWindow>& window) {
  Json json{{"profile", fit.profile},   {"title", fit.title}, {"answer", std::string(to_string(fit.answer))},
            {"is_ideal", fit.is_ideal}, {"lost", nullptr},    {"why", fit.why},
            {"to_do", fit.to_do}};
  if (fit.lost) {
    json["lost"] = {{"start_s", score::rounded(fit.lost->start_s, 3)}, {"end_s", score::rounded(fit.lost->end_s, 3)}};
  }
  json["window"] = window.ok() ? to_json(*window) : Json(nullptr);
  json["window_problem"] = window.ok() ? Json(nullptr) : Json(window.error().message);
  return json;
}

std::string wish_stamp(const ClipWish& wish) {
  Json json{{"profiles", wish.profiles}, {"ref_text", sha256_hex(wish.ref_text)}, {"window", nullptr}};
  if (wish.window) json["window"] = {wish.window->start_s, wish.window->end_s};
  json["master"] = wish.master ? Json(*wish.master == MasterKind::Flac ? "flac" : "wav") : Json(nullptr);
  return json.dump();
}

Result<Json> sizes_of(const ExportResult& result, const std::filesystem::path& out, FileSystem& disk) {
  Json files = Json::array();
  for (const std::filesystem::path& path : files_of(result)) {
    TRY(const FileStatus status, disk.status(path));
    files.push_back({{"name", path.lexically_relative(out).string()}, {"size_bytes", status.size_bytes}});
  }
  return files;
}

}  // namespace

WorkFolder::~WorkFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

TakeClips::TakeClips(TakeLibrary& library) : library_(library), profiles_(all_profiles(library.store())) {}

Result<Json> TakeClips::fits(const std::string& take_id) {
  TRY(const store::Take take, library_.store().get(take_id));
  TRY(const auto path, library_.store().audio_path(take.summary.blob.sha256));
  const auto studied = studied_.study(take.summary.blob.sha256, path);
  if (!studied.ok()) return without_path(studied.error(), path, take.summary);
  const auto words = words_.find(take, path);
  if (!words.ok()) return without_path(words.error(), path, take.summary);
  const text::Transcript* transcript = words->transcript ? &*words->transcript : nullptr;
  const measure::MeasuredTake& measured = **studied;
  const measure::Findings& findings = measured.measurements.findings;
  const score::WindowEvidence evidence{
      measured.activity, measured.curves->levels, measured.curves->pitch, measured.measurements.events,
      transcript,        findings.cut_start,      findings.cut_end,       !words->whole_text.empty()};
  Json all = Json::array();
  for (const score::Profile& profile : profiles_) {
    all.push_back(fit_json(score::fit_to(measured.measurements, transcript, profile),
                           score::find_best_window(evidence, profile)));
  }
  return Json{{"fits", std::move(all)}};
}

Result<Json> TakeClips::plan(const std::string& take_id, const ClipWish& wish) {
  TRY(const store::Take take, library_.store().get(take_id));
  const std::string stamp = take.summary.blob.sha256 + words_stamp(take) +
                            sha256_hex(take.summary.name + '\0' + take.summary.original_name) + wish_stamp(wish);
  TRY(const auto made, plans_.get(stamp, [&] { return planned(take, wish); }));
  return *made;
}

Result<Json> TakeClips::planned(const store::Take& take, const ClipWish& wish) {
  const WorkFolder out(work_folder() / library_.new_id());
  TRY(const ExportResult result, export_take(take, wish, out.path(), {}, nullptr));
  const ExportedClip& clip = result.clips.front();
  TRY(Json files, sizes_of(result, out.path(), library_.store().disk()));
  Json json = to_json(clip);
  return Json{{"profile", json["profile"]},
              {"title", json["title"]},
              {"window", json["window"]},
              {"clip", clip_format_json(clip)},
              {"master", to_json(result.master_info)},
              {"files", std::move(files)},
              {"ref_text", json["ref_text"]},
              {"words_from", json["words_from"]},
              {"warnings", json["warnings"]},
              {"notes", result.notes}};
}

Result<ExportResult> TakeClips::export_take(const store::Take& take, const ClipWish& wish,
                                            const std::filesystem::path& out, const CancelToken& cancel,
                                            safety::AuditLog* log) {
  ExportOptions options;
  for (const std::string& name : wish.profiles) {
    TRY(const score::Profile* profile, score::find_profile(name, profiles_));
    options.profiles.push_back(profile);
  }
  TRY(const auto path, library_.store().audio_path(take.summary.blob.sha256));
  auto words = words_.find(take, path, cancel);
  if (!words.ok()) return without_path(words.error(), path, take.summary);
  options.out = out;
  options.master = wish.master;
  options.window = wish.window;
  options.transcript = std::move(words->transcript);
  options.departures = std::move(words->departures);
  options.no_transcript_why = words->why;
  options.is_ref_text_of_clip = !wish.ref_text.empty();
  options.ref_text = options.is_ref_text_of_clip ? wish.ref_text : words->whole_text;
  options.words_advice = "Write them yourself, or have the take listened to";
  options.name = name_of(take.summary);
  options.cancel = cancel;
  options.log = log;
  options.take_id = take.summary.id;
  auto result = export_clip(path, library_.store().disk(), options);
  if (!result.ok()) return without_path(result.error(), path, take.summary);
  return result;
}

}  // namespace timbre::studio
