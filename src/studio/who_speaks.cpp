#include "studio/who_speaks.h"

#include <mutex>

#include "audio/codec/decode.h"

namespace timbre::studio {
namespace {

using SharedEncoder = std::shared_ptr<const speaker::SpeakerEncoder>;

/// An encoder of this Timbre; a failure is tried again.
class LoadedOnce {
 public:
  Result<SharedEncoder> get(const std::filesystem::path& folder, FileSystem& disk) {
    const std::lock_guard lock(mutex_);
    if (loaded_ != nullptr) return loaded_;
    auto opened = speaker::SpeakerEncoder::open(folder, disk);
    if (!opened.ok() && opened.error().kind == ErrorKind::NotFound) {
      return Error{ErrorKind::Unavailable, "this Timbre was built without its speaker encoder: " +
                                               opened.error().message + "; docs/speaker.md says where it comes from"};
    }
    if (opened.ok()) loaded_ = *opened;
    return opened;
  }

 private:
  std::mutex mutex_;
  SharedEncoder loaded_;
};

}  // namespace

std::string_view to_string(SpeakerVerdict verdict) {
  switch (verdict) {
    case SpeakerVerdict::Same:
      return "same";
    case SpeakerVerdict::Different:
      return "different";
    case SpeakerVerdict::Undecided:
      break;
  }
  return "undecided";
}

SpeakerComparison compare_embeddings(const speaker::EncoderCard& card, const speaker::Embedding& a,
                                     const speaker::Embedding& b) {
  SpeakerComparison comparison;
  comparison.cosine = speaker::cosine(a, b);
  const double likeness = card.cohort.likeness(a, b);
  comparison.probability = card.calibration.probability(likeness);
  if (likeness >= card.same_from) comparison.verdict = SpeakerVerdict::Same;
  if (likeness < card.different_below) comparison.verdict = SpeakerVerdict::Different;
  return comparison;
}

Result<std::shared_ptr<const speaker::SpeakerEncoder>> shipped_speaker_encoder(FileSystem& disk) {
  static LoadedOnce loaded;
  return loaded.get(speaker::shipped_models_folder(), disk);
}

Result<std::shared_ptr<const speaker::SpeakerEncoder>> shipped_voice_judge(FileSystem& disk) {
  static LoadedOnce loaded;
  return loaded.get(speaker::shipped_models_folder() / speaker::kJudgeFolder, disk);
}

Result<speaker::Embedding> embed_file(const std::shared_ptr<const speaker::SpeakerEncoder>& encoder,
                                      const std::filesystem::path& path, double longest_s) {
  TRY(const auto reader, audio::AudioReader::open(path));
  speaker::SpeakerListener listener(encoder, reader->format().sample_rate_hz);
  for (double heard_s = 0; heard_s < longest_s;) {
    TRY(const auto block, reader->read_block());
    if (block.empty()) break;
    listener.push(block);
    heard_s += block.duration_s();
  }
  auto embedding = listener.finish();
  if (!embedding.ok()) return Error{embedding.error().kind, "'" + path.string() + "': " + embedding.error().message};
  return embedding;
}

safety::SpeakerAnswer answer_of(const SpeakerComparison& comparison, const speaker::EncoderCard& card,
                                const std::string& reference) {
  auto outcome = safety::SpeakerOutcome::Undecided;
  if (comparison.verdict == SpeakerVerdict::Same) outcome = safety::SpeakerOutcome::Same;
  if (comparison.verdict == SpeakerVerdict::Different) outcome = safety::SpeakerOutcome::Different;
  return {outcome, comparison.probability, comparison.cosine, card.name, reference};
}

}  // namespace timbre::studio
