#include "studio/clone_reference.h"

#include <utility>

#include "audio/codec/decode.h"
#include "score/number_text.h"
#include "studio/export_clip.h"
#include "studio/known_words.h"
#include "studio/take_clips.h"
#include "studio/take_library.h"
#include "studio/transcribe_file.h"
#include "text/ref_text.h"

namespace timbre::studio {
namespace {

constexpr const char* kUnchecked =
    "The words of the reference were heard by a machine and nobody has checked them: a wrong word can make the clone "
    "stumble or run on. Read them, correct them, and try again.";

score::Profile general_profile() {
  score::Profile profile = score::studio_profile();
  profile.name = "clone";
  profile.title = "Any engine";
  profile.min_duration_s = 3;
  profile.ideal_from_s = 6;
  profile.ideal_to_s = 15;
  profile.max_duration_s = 30;
  profile.limit_s = 30;
  profile.beyond = score::Beyond::Refuses;
  profile.min_rate_hz = 8000;
  profile.low_rate = score::LowRate::Resamples;
  return profile;
}

ExportOptions options_of(const ReferenceWish& wish) {
  ExportOptions options;
  options.profiles = {&wish.profile};
  options.out = wish.work_folder;
  options.may_replace = true;
  options.cancel = wish.cancel;
  return options;
}

/// From the written clip, so that an engine gets the very samples that were measured.
Result<CloneReference> made(const std::filesystem::path& path, FileSystem& disk, const ExportOptions& options) {
  TRY(const ExportResult result, export_clip(path, disk, options));
  const ExportedClip& clip = result.clips.front();
  TRY(audio::DecodedAudio decoded, audio::decode_file(clip.folder / "clip.wav", options.decode));
  CloneReference reference{std::move(decoded.audio), clip.ref_text, "", clip.words == WordsFrom::Machine, {}, path};
  if (options.transcript) reference.language = options.transcript->language;
  if (reference.is_text_unchecked) reference.warnings.emplace_back(kUnchecked);
  if (!clip.window.is_ideal) {
    const score::Profile& profile = *clip.profile;
    reference.warnings.push_back("The reference clip has " + score::number_text(clip.duration_s, 1) + " s; " +
                                 score::number_text(profile.ideal_from_s, 0) + " to " +
                                 score::number_text(profile.ideal_to_s, 0) + " s are ideal.");
  }
  return reference;
}

/// Whatever the person's words turn out to be: placed in time, or as they are.
Result<void> place_words(const std::filesystem::path& path, const std::string& text, ExportOptions& options) {
  options.ref_text = text::edited_ref_text(text);
  AlignFileOptions align;
  align.align.cancel = options.cancel;
  TRY(auto words, known_words(path, options.ref_text, align));
  if (!words.known) return {};
  options.transcript = std::move(words.known->transcript);
  options.departures = std::move(words.known->departures);
  return {};
}

Result<void> hear_words(const std::filesystem::path& path, FileSystem& disk, const FileWords& words,
                        ExportOptions& options) {
  TranscribeFileOptions listening;
  listening.cancel = options.cancel;
  listening.progress = words.progress;
  auto heard = transcribe_file(path, disk, listening);
  if (heard.ok()) {
    options.transcript = std::move(heard->transcript);
    return {};
  }
  if (heard.error().kind == ErrorKind::Unavailable) return {};
  return heard.error();
}

}  // namespace

const score::Profile& reference_profile(const std::string& engine_name) {
  static const score::Profile general = general_profile();
  const auto own = score::find_profile(engine_name);
  return own.ok() ? **own : general;
}

Result<CloneReference> reference_of_take(store::TakeStore& takes, TakeWordsFinder& words, const std::string& take_id,
                                         const ReferenceWish& wish) {
  TRY(const store::Take take, takes.get(take_id));
  TRY(const auto path, takes.audio_path(take.summary.blob.sha256));
  auto found = words.find(take, path, wish.cancel);
  if (!found.ok()) return without_path(found.error(), path, take.summary);
  const WorkFolder out(wish.work_folder);
  ExportOptions options = options_of(wish);
  options.transcript = std::move(found->transcript);
  options.departures = std::move(found->departures);
  options.ref_text = found->whole_text;
  options.name = TakeName{take.summary.name, take.summary.original_name, ""};
  auto reference = made(path, takes.disk(), options);
  if (!reference.ok()) return without_path(reference.error(), path, take.summary);
  return reference;
}

Result<CloneReference> reference_of_file(const std::filesystem::path& path, FileSystem& disk, const FileWords& words,
                                         const ReferenceWish& wish) {
  const WorkFolder out(wish.work_folder);
  ExportOptions options = options_of(wish);
  TRY_VOID(check_export(path, disk, options));
  if (!words.text.empty()) {
    TRY_VOID(place_words(path, words.text, options));
  } else if (words.listens) {
    TRY_VOID(hear_words(path, disk, words, options));
  }
  return made(path, disk, options);
}

}  // namespace timbre::studio
