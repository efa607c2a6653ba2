#include "studio/take_library.h"

#include <ctime>

#include "base/utc_time.h"
#include "base/utf8.h"
#include "base/uuid.h"
#include "studio/judgement.h"
#include "studio/networks.h"
#include "studio/playable_sound.h"
#include "studio/recorded_sound.h"
#include "studio/score_file.h"
#include "studio/transcribe_file.h"
#include "studio/transcript_cache.h"

namespace timbre::studio {
namespace {

/// "Take of 21 November, 14:03"; times of day are those of this machine.
std::string name_of_time(std::int64_t unix_ms) {
  const std::time_t seconds = static_cast<std::time_t>(unix_ms / 1000);
  std::tm local{};
  ::localtime_r(&seconds, &local);
  char text[64];
  const std::size_t size = std::strftime(text, sizeof text, "Take of %e %B, %H:%M", &local);
  std::string name(text, size);
  const std::size_t twice = name.find("  ");
  if (twice != std::string::npos) name.erase(twice, 1);
  return name;
}

Result<void> check_length(std::string_view field, const std::string& text, std::size_t limit) {
  if (text.size() <= limit && valid_utf8(text) == text) return {};
  return Error{ErrorKind::InvalidInput, std::string(field) + " of " + std::to_string(text.size()) +
                                            " bytes; it may be UTF-8 text of up to " + std::to_string(limit) +
                                            " bytes"};
}

std::string cut_to(std::string text, std::size_t limit) {
  text = valid_utf8(text);
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

}  // namespace

Error without_path(Error error, const std::filesystem::path& path, const store::TakeSummary& take) {
  const std::size_t at = error.message.find("'" + path.string() + "'");
  const std::string& shown = take.original_name.empty() ? take.name : take.original_name;
  if (at != std::string::npos) error.message.replace(at, path.string().size() + 2, "'" + shown + "'");
  return error;
}

std::filesystem::path kept_sounds_folder(const store::TakeStore& store) { return store.folder() / "cache" / "sound"; }

std::filesystem::path kept_words_folder(const store::TakeStore& store) {
  return store.folder() / "cache" / "transcripts";
}

std::filesystem::path kept_advice_folder(const store::TakeStore& store) { return store.folder() / "cache" / "advice"; }

Judge quick_judge() {
  return [](const std::filesystem::path& path, const JobContext&) -> Result<store::Judgement> {
    ScoreFileOptions options;
    options.threads = measure::MeterThreads::Two;
    options.no_words_why = "the words were not looked for yet";
    constexpr const char* kLater = "it follows with the words, in a moment";
    options.no_encoder_why = kLater;
    const measure::Networks networks = voice_networks(kLater);
    options.networks = &networks;
    TRY(const ScoredFile scored, score_file(path, options));
    return judgement_of(scored.scorecard);
  };
}

TakeLibrary::TakeLibrary(store::TakeStore& store, JobQueue& jobs, Random& random, Judge judge, TakeListener on_change,
                         Listener listener)
    : store_(store),
      jobs_(jobs),
      random_(random),
      judge_(std::move(judge)),
      on_change_(std::move(on_change)),
      listener_(std::move(listener)) {}

std::string TakeLibrary::new_id() {
  const std::lock_guard lock(random_mutex_);
  return make_uuid(store_.clock(), random_);
}

Result<store::Take> TakeLibrary::told(Result<store::Take> take) {
  if (take.ok()) on_change_(take->summary.id);
  return take;
}

Result<store::Take> TakeLibrary::add(store::NewTake take) {
  take.created_ms = unix_ms(store_.clock());
  take.original_name = cut_to(take.original_name, kMaxNameBytes);
  if (take.name.empty()) take.name = std::filesystem::path(take.original_name).stem().string();
  if (take.name.empty()) take.name = name_of_time(take.created_ms);
  take.name = cut_to(take.name, kMaxNameBytes);
  TRY(const store::Take added, told(store_.add(take)));
  TRY([[maybe_unused]] const std::string job, judge(take.id));
  return added;
}

Result<store::Take> TakeLibrary::finish_recording(const std::string& recording_id, const std::string& name) {
  store::Recordings recordings(store_);
  TRY(const store::Recording recording, recordings.get(recording_id));
  TRY(const std::string wav, recorded_wav(recordings, recording));
  store::NewTake take;
  take.id = new_id();
  take.created_ms = recording.started_ms;
  take.name = name.empty() ? name_of_time(recording.started_ms) : cut_to(name, kMaxNameBytes);
  take.prompt = recording.prompt;
  take.capture_json = recording.capture;
  TRY(store::BlobWriter writer, store_.begin_upload(take.id));
  TRY_VOID(writer.write(wav));
  TRY(take.blob, writer.finish());
  TRY(const store::Take finished, told(recordings.finish(recording_id, take)));
  TRY([[maybe_unused]] const std::string job, judge(take.id));
  return finished;
}

Result<std::string> TakeLibrary::judge(const std::string& take_id) {
  Job job;
  job.id = new_id();
  job.kind = "score";
  job.subject = take_id;
  job.lane = "score";
  job.work = [this, take_id](const JobContext& context) { return run_judge(take_id, context); };
  const std::string id = job.id;
  TRY_VOID(jobs_.add(std::move(job)));
  return id;
}

Result<void> TakeLibrary::run_judge(const std::string& take_id, const JobContext& context) {
  TRY(const store::Take take, store_.get(take_id));
  TRY(const auto path, store_.audio_path(take.summary.blob.sha256));
  const Result<store::Judgement> judgement = judge_(path, context);
  if (context.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
  if (judgement.ok()) {
    TRY_VOID(store_.set_judgement(take_id, *judgement));
  } else {
    TRY_VOID(store_.set_problem(take_id, without_path(judgement.error(), path, take.summary).message));
  }
  on_change_(take_id);
  if (judgement.ok()) find_words_if_wanted(take_id);
  return {};
}

Result<std::size_t> TakeLibrary::judge_unjudged() {
  TRY(const store::TakeList list, store_.list({}));
  std::size_t count = 0;
  for (const store::TakeSummary& take : list.takes) {
    if (take.verdict || take.problem) continue;
    TRY([[maybe_unused]] const std::string job, judge(take.id));
    ++count;
  }
  return count;
}

Result<store::Take> TakeLibrary::edit(const std::string& id, const store::TakeEdit& edit,
                                      std::optional<std::int64_t> revision) {
  if (edit.name) {
    TRY_VOID(check_length("the name", *edit.name, kMaxNameBytes));
    if (edit.name->empty()) return Error{ErrorKind::InvalidInput, "the name is empty; give the take one"};
  }
  if (edit.note) TRY_VOID(check_length("the note", *edit.note, kMaxTextBytes));
  if (edit.edited_text) TRY_VOID(check_length("the text", *edit.edited_text, kMaxTextBytes));
  return told(store_.edit(id, edit, revision));
}

Result<store::Take> TakeLibrary::move_to_trash(const std::string& id, std::optional<std::int64_t> revision) {
  TRY(store::Take take, told(store_.move_to_trash(id, revision)));
  jobs_.cancel_all_of(id);
  go_on_with_backlog();
  return take;
}

Result<store::Take> TakeLibrary::take_from_trash(const std::string& id) {
  TRY(store::Take take, told(store_.take_from_trash(id)));
  if (take.summary.problem) return take;
  if (take.summary.verdict) {
    if (!take.words_ms) find_words_if_wanted(id);
    return take;
  }
  TRY([[maybe_unused]] const std::string job, judge(id));
  return take;
}

void TakeLibrary::forget_words(const std::filesystem::path& audio, const std::string& samples_sum) {
  const auto status = store_.disk().status(audio);
  if (status.ok() && status->kind != FileKind::Missing) return;  // another take has this file
  TranscriptCache(store_.disk(), kept_words_folder(store_)).forget(samples_sum);
}

Result<void> TakeLibrary::purge(const std::string& id) {
  TRY(const store::Take take, store_.get(id));
  TRY(const auto audio, store_.audio_path(take.summary.blob.sha256));
  // the words are filed by a sum of the sound, which is about to go; what cannot be decoded was never heard
  const Result<std::string> sum = take.transcript_json ? samples_sum(audio) : std::string();
  TRY_VOID(store_.purge(id));
  if (sum.ok() && !sum->empty()) forget_words(audio, *sum);
  TRY_VOID(store_.disk().remove(kept_advice_folder(store_) / (id + ".json")));
  // another take may have the same sound: then it is decoded again
  TRY_VOID(PlayableSounds(store_.disk(), kept_sounds_folder(store_)).forget(take.summary.blob.sha256));
  on_change_(id);
  return {};
}

}  // namespace timbre::studio
