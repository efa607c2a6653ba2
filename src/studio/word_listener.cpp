#include "studio/word_listener.h"

#include <malloc.h>
#include <string>
#include <utility>

#include "asr/alignment_json.h"
#include "base/utf8.h"
#include "store/own_takes.h"
#include "studio/align_file.h"
#include "studio/demo_take.h"
#include "studio/judgement.h"
#include "studio/networks.h"
#include "studio/score_file.h"
#include "studio/transcribe_file.h"
#include "text/ref_text.h"
#include "text/transcript_json.h"

namespace timbre::studio {
namespace {

// Hearing takes most of the time.
constexpr double kHeardShare = 0.8;
constexpr double kScoredShare = 0.9;

/// An engine and its model are 100 MB and more; once they are gone, the allocator hands its pages back.
struct MemoryReturned {
  MemoryReturned() = default;
  MemoryReturned(const MemoryReturned&) = delete;
  MemoryReturned& operator=(const MemoryReturned&) = delete;
  ~MemoryReturned() { ::malloc_trim(0); }
};

Json transcript_json(const TranscribedFile& heard) {
  const auto confidence = heard.transcript.confidence();
  Json notes = Json::array();
  for (const auto& note : heard.notes) notes.push_back(valid_utf8(note));
  Json json = text::to_json(heard.transcript);
  json["low_confidence"] = confidence && *confidence < text::kUncertainBelow;
  json["ref_text"] = valid_utf8(text::machine_ref_text(heard.transcript));
  json["notes"] = std::move(notes);
  return json;
}

Result<store::Judgement> judged_with(const TranscribedFile& heard, const std::filesystem::path& path, FileSystem& disk,
                                     const CancelToken& cancel) {
  ScoreFileOptions options;
  listen_for_speakers(options, disk);
  measure::Networks networks = installed_networks();
  networks.cancel = cancel;
  options.networks = &networks;
  options.hear_words = [&heard](const std::filesystem::path&) -> Result<TranscribedFile> { return heard; };
  TRY(const ScoredFile scored, score_file(path, options));
  return judgement_of(scored.scorecard);
}

/// None where there is nothing to hold against each other, or the text cannot be aligned: the words are still of use.
Result<std::optional<std::string>> reading_of(const store::Take& take, const TranscribedFile& heard,
                                              const std::filesystem::path& path, const CancelToken& cancel) {
  if (take.summary.prompt.empty() || !heard.has_speech) return std::optional<std::string>();
  AlignFileOptions options;
  options.align.cancel = cancel;
  if (!heard.transcript.language.empty()) options.align.language = heard.transcript.language;
  auto aligned = align_file(path, take.summary.prompt, options);
  if (!aligned.ok()) {
    if (aligned.error().kind == ErrorKind::Cancelled) return aligned.error();
    return std::optional<std::string>();
  }
  for (asr::AlignedWord& word : aligned->alignment.words) word.phones.clear();
  return std::optional(asr::to_json(aligned->alignment, take.summary.name, options.align.language).dump());
}

}  // namespace

Listener word_listener(FileSystem& disk, std::filesystem::path cache) {
  return [&disk, cache = std::move(cache)](const store::Take& take, const std::filesystem::path& path,
                                           const JobContext& context) -> Result<store::Words> {
    TranscribeFileOptions options;
    options.cache = cache;
    options.cancel = context.cancel;
    options.progress = [&context](double share) { context.progress(kHeardShare * share); };
    const MemoryReturned at_the_end;
    const bool is_demo = take.summary.original_name == store::kDemoFileName;
    TRY(const TranscribedFile heard, is_demo ? demo_words(path, context.cancel) : transcribe_file(path, disk, options));
    context.progress(kHeardShare);
    store::Words words;
    words.engine = heard.transcript.engine;
    const Json transcript = transcript_json(heard);
    words.transcript_json = transcript.dump();
    words.text = transcript["ref_text"];
    TRY(words.judgement, judged_with(heard, path, disk, context.cancel));
    context.progress(kScoredShare);
    TRY(words.reading_json, reading_of(take, heard, path, context.cancel));
    return words;
  };
}

}  // namespace timbre::studio
