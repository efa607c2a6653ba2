#include "studio/score_file.h"

#include <future>
#include <unistd.h>
#include <utility>

#include "audio/codec/input_file.h"
#include "base/unique_fd.h"
#include "measure/word_timing.h"
#include "speaker/voice_tracker.h"
#include "studio/who_speaks.h"

namespace timbre::studio {
namespace {

constexpr const char* kNoTranscript = "needs a transcript: ";

/// A file that can be opened twice, once to measure and once to hear. Standard input is kept in a nameless file, which
/// the kernel lets this process open again by its descriptor.
struct TakeFile {
  std::filesystem::path path;
  UniqueFd spooled;
};

Result<TakeFile> take_file(const std::filesystem::path& path) {
  if (path != "-") return TakeFile{path, {}};
  TRY(UniqueFd spooled, audio::spool(STDIN_FILENO));
  std::filesystem::path again = "/proc/self/fd/" + std::to_string(spooled.get());
  return TakeFile{std::move(again), std::move(spooled)};
}

Result<std::unique_ptr<audio::AudioReader>> open_take(const TakeFile& file, const audio::DecodeOptions& options) {
  if (!file.spooled) return audio::AudioReader::open(file.path, options);
  return audio::AudioReader::open_fd(UniqueFd(::dup(file.spooled.get())), "standard input", options);
}

/// What was measured, and who was heard.
struct HeardTake {
  measure::MeasuredTake take;
  std::optional<score::SpeakerFinding> speaker;
  std::string speaker_why;
};

void add_speaker(const ScoreFileOptions& options, speaker::VoiceTracker& tracker, HeardTake& heard) {
  auto voices = tracker.finish(heard.take.activity.segments());
  if (voices.ok()) {
    heard.speaker = score::SpeakerFinding{options.encoder->card().name, voices->heard_s, std::move(voices->others),
                                          voices->contrast};
  } else {
    heard.speaker_why = voices.error().message;
  }
}

Result<HeardTake> measure_reader(audio::AudioReader& reader, const ScoreFileOptions& options) {
  std::optional<speaker::VoiceTracker> tracker;
  if (options.encoder) tracker.emplace(options.encoder, reader.format().sample_rate_hz);
  measure::TakeMeter meter(reader.format(),
                           {.curves = options.curves, .threads = options.threads, .networks = options.networks});
  for (;;) {
    TRY(const audio::AudioView block, reader.read_block());
    if (block.empty()) break;
    meter.push(block);
    if (tracker) tracker->push(block);
  }
  HeardTake heard{meter.finish(reader.stored()), {}, options.no_encoder_why};
  auto& notes = heard.take.measurements.notes;
  notes.insert(notes.begin(), reader.notes().begin(), reader.notes().end());
  if (tracker) add_speaker(options, *tracker, heard);
  return heard;
}

Result<HeardTake> measure_file(const TakeFile& file, const ScoreFileOptions& options) {
  TRY(const auto reader, open_take(file, options.decode));
  return measure_reader(*reader, options);
}

void add_heard(Result<TranscribedFile> heard, measure::MeasuredTake& take) {
  measure::TakeMeasurements& out = take.measurements;
  if (!heard.ok()) return measure::add_missing_words(kNoTranscript + heard.error().message, out);
  measure::add_words(std::move(heard->transcript), take.activity, out);
}

ScoredFile judged(HeardTake heard, score::ScoreOptions options) {
  options.speaker = std::move(heard.speaker);
  options.speaker_why = std::move(heard.speaker_why);
  return {score::score_measurements(heard.take.measurements, options), std::move(heard.take.curves)};
}

}  // namespace

Result<ScoredFile> score_file(const std::filesystem::path& path, const ScoreFileOptions& options) {
  ScoreFileOptions named = options;
  named.score.file = path.string();
  TRY(const TakeFile file, take_file(path));
  if (!options.hear_words) {
    TRY(const auto reader, open_take(file, options.decode));
    return score_reader(*reader, named);
  }
  const bool beside = options.threads == measure::MeterThreads::Two;
  auto hearing = std::async(beside ? std::launch::async : std::launch::deferred,
                            [&options, &file] { return options.hear_words(file.path); });
  auto take = measure_file(file, named);
  if (!take.ok()) {
    if (beside) hearing.wait();  // it uses the file
    return take.error();
  }
  Result<TranscribedFile> heard = hearing.get();
  if (!heard.ok() && heard.error().kind == ErrorKind::Cancelled) return heard.error();
  add_heard(std::move(heard), take->take);
  return judged(std::move(*take), named.score);
}

Result<ScoredFile> score_reader(audio::AudioReader& reader, const ScoreFileOptions& options) {
  TRY(HeardTake heard, measure_reader(reader, options));
  measure::add_missing_words(kNoTranscript + options.no_words_why, heard.take.measurements);
  return judged(std::move(heard), options.score);
}

void listen_for_speakers(ScoreFileOptions& options, FileSystem& disk) {
  auto encoder = shipped_speaker_encoder(disk);
  if (encoder.ok())
    options.encoder = *std::move(encoder);
  else
    options.no_encoder_why = encoder.error().message;
}

}  // namespace timbre::studio
