#include "voice/quick_fit.h"

#include <array>

#include "audio/audio_buffer.h"
#include "voice/voice_fitting.h"

namespace timbre::voice {
namespace {

constexpr std::array kSentences{
    "A gray mare walked before the colt near the old farm.",
    "Both brothers wear the same size, which is rather useful.",
    "The fruit peel was cut in thick slices for the guests.",
    "How could you forget to lock the garage door again?",
    "Cold winds from the north pushed the ship toward the rocks.",
    "My aunt enjoys jazz, quiet evenings, and very strong tea.",
    "Six black ducks paddled across the shallow pond at noon.",
    "You should leave the package beside the yellow chair.",
};
constexpr double kAfterClasses = 0.1;
constexpr double kAfterSearch = 0.95;

/// False where there is no transcript, or it is not the clip's.
Result<bool> learn_classes(const audio::AudioView& clip, std::string_view transcript, const BuiltInVoice& voice,
                           const ResidualOptions& options, const CancelToken& cancel, VoiceFit& fit) {
  if (transcript.empty()) return false;
  const auto samples = at_analysis_rate(clip);
  const auto phones = phones_of_clip(samples, transcript, cancel);
  if (!phones.ok() && phones.error().kind == ErrorKind::Cancelled) return phones.error();
  if (!phones.ok() || phones->empty()) return false;
  TRY(fit.corrections.class_mel, class_residual(samples, *phones, fit, voice.model(), options));
  return true;
}

}  // namespace

Result<double> likeness_saying(std::string_view text, const VoiceFit& fit, const speaker::Embedding& wanted,
                               const speaker::SpeakerEncoder& encoder, const BuiltInVoice& voice,
                               const CancelToken& cancel) {
  SayOptions say;
  say.cancel = cancel;
  TRY(auto said, voice.say(text, fit, say));
  const audio::AudioBuffer sound(kVoiceRateHz, std::move(said));
  const auto heard = encoder.embed(sound.view());
  return heard.ok() ? speaker::cosine(*heard, wanted) : -1.0;
}

Likeness likeness_by_round(const speaker::Embedding& wanted, const speaker::SpeakerEncoder& encoder,
                           const BuiltInVoice& voice, const CancelToken& cancel) {
  return [&wanted, &encoder, &voice, cancel](const VoiceFit& fit, std::size_t round) {
    return likeness_saying(kSentences[round % kSentences.size()], fit, wanted, encoder, voice, cancel);
  };
}

Result<QuickFit> quick_fit(const audio::AudioView& clip, std::string_view transcript, const VoiceFit& one_shot,
                           const FitEars& ears, const BuiltInVoice& voice, const QuickFitOptions& options,
                           const std::function<void(double)>& on_progress, const CancelToken& cancel) {
  const auto progress = [&](double share) {
    if (on_progress) on_progress(share);
  };
  QuickFit made;
  made.fit = one_shot;
  made.fit.closeness = Closeness::NoCloser;
  VoiceFit closer = one_shot;
  if (options.learns_classes) {
    TRY(made.has_classes, learn_classes(clip, transcript, voice, options.residual, cancel, closer));
  }
  progress(kAfterClasses);
  if (options.searches) {
    const auto search_progress = [&](double share) {
      progress(kAfterClasses + (kAfterSearch - kAfterClasses) * share);
    };
    const Likeness likeness = likeness_by_round(one_shot.profile.embedding, ears.searching, voice, cancel);
    TRY(closer, search_told(closer, ears.searching.card().cohort, likeness, options.search, search_progress));
  }
  TRY(const speaker::Embedding wanted, ears.judging.embed(clip));
  TRY(made.before, likeness_saying(kJudgedText, one_shot, wanted, ears.judging, voice, cancel));
  TRY(made.after, likeness_saying(kJudgedText, closer, wanted, ears.judging, voice, cancel));
  made.is_kept = made.after > made.before;
  if (made.is_kept) {
    made.fit = std::move(closer);
    made.fit.closeness = Closeness::Closer;
  }
  progress(1.0);
  return made;
}

}  // namespace timbre::voice
