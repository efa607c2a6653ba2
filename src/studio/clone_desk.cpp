#include "studio/clone_desk.h"

#include <chrono>
#include <utility>

#include "studio/clone_run_files.h"

namespace timbre::studio {
namespace {

Error no_grant(const std::string& voice_name) {
  return {ErrorKind::Denied, "there is no consent for the voice '" + voice_name +
                                 "' that holds now. Have the statement read aloud (Consent, or timbre consent start), "
                                 "or vouch for it (timbre consent attest)"};
}

/// For who only wants the whole: it is streamed all the same, so that the time to the first block is known.
class NoBlocks : public safety::MarkedBlockSink {
 public:
  Result<void> take(const safety::MarkedBlock&) override { return {}; }
};

clone::SpeakOptions options_of(const CloneOrder& order, const CloneWork& work) {
  clone::SpeakOptions options;
  options.language = order.language;
  options.asked_by = work.asked_by;
  options.speed = order.speed;
  options.pitch_st = order.pitch_st;
  options.expressiveness = order.expressiveness;
  options.pauses = order.pauses;
  options.instruction = order.instruction;
  options.seed = order.seed;
  options.fits_closely = order.fits_closely;
  options.on_news = work.on_news;
  options.cancel = work.cancel;
  options.ending = work.ending;
  return options;
}

}  // namespace

/// The engine is this thread's for as long as it lives.
class CloneDesk::Turn {
 public:
  explicit Turn(std::timed_mutex& turns) : lock_(turns, std::defer_lock) {}
  /// Cancelled where it was stopped while it waited.
  Result<void> wait(const CancelToken& cancel) {
    while (!lock_.try_lock_for(std::chrono::milliseconds(100))) {
      if (cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "the clone was stopped"};
    }
    return {};
  }

 private:
  std::unique_lock<std::timed_mutex> lock_;
};

CloneDesk::CloneDesk(SafetyDesk& safety, const clone::EngineRegistry& engines, const std::filesystem::path& data_folder,
                     FileSystem& disk)
    : safety_(safety), engines_(engines), prompts_(safety.store()), pieces_(pieces_folder(data_folder), disk) {}

CloneDesk::~CloneDesk() = default;

std::timed_mutex& CloneDesk::turns_of(const std::string& engine) {
  const std::lock_guard lock(mutex_);
  auto& turns = turns_[engine];
  if (!turns) turns = std::make_unique<std::timed_mutex>();
  return *turns;
}

Result<safety::ConsentGrant> CloneDesk::grant_for(const std::string& voice_id, const std::string& grant_id) {
  if (!grant_id.empty()) return safety_.book().grant(grant_id);
  TRY(const safety::Voice voice, safety_.book().voice(voice_id));
  if (voice.revoked_ms) {
    return Error{ErrorKind::Denied, "the consent for the voice '" + voice.name + "' was taken back; nothing is made"};
  }
  TRY(auto grant, safety_.book().grant_of_voice(voice_id));
  if (!grant) return no_grant(voice.name);
  return *std::move(grant);
}

Result<MadeClone> CloneDesk::make(const CloneOrder& order, CloneWork work) {
  const clone::EngineTraits& traits = work.engine.traits();
  TRY_VOID(check_order_for(order, traits));
  if (traits.needs_transcript && work.reference.text.empty()) {
    return Error{ErrorKind::InvalidInput, traits.title +
                                              " needs the words that are said in the reference, and nobody knows them: "
                                              "write them down, or have the take listened to"};
  }
  TRY(const safety::Voice known, safety_.book().voice(work.grant.voice_id()));
  TRY_VOID(safety_.speaker().check_clip(work.grant, work.reference.clip.view(), work.reference.source));
  clone::Voice voice{known.id, known.name};
  voice.reference = std::move(work.reference.clip);
  voice.reference_text = std::move(work.reference.text);
  voice.is_text_unchecked = work.reference.is_text_unchecked;
  TRY(MadeClone made, speak(order, work, voice));
  made.likeness = likeness(made, voice);
  return made;
}

Result<MadeClone> CloneDesk::speak(const CloneOrder& order, CloneWork& work, const clone::Voice& voice) {
  TRY(const safety::WatermarkKey key, safety_.keys().watermark_key(safety_.log()));
  Turn turn(turns_of(work.engine.traits().name));
  TRY_VOID(turn.wait(work.cancel));
  NoBlocks none;
  const auto start = safety_.clock().monotonic();
  clone::Synthesizer synthesizer(work.engine, {safety_.book(), safety_.limits(), safety_.log(), key},
                                 {.pieces = &pieces_, .prompts = &prompts_, .clock = &safety_.clock()});
  TRY(safety::MarkedSpeech speech, synthesizer.speak_stream(order.text, voice, work.grant, options_of(order, work),
                                                            work.blocks != nullptr ? *work.blocks : none));
  const double took_s = std::chrono::duration<double>(safety_.clock().monotonic() - start).count();
  const clone::SpeechReport& report = synthesizer.report();
  MadeClone made{std::move(speech), report.times.first_audio_s.value_or(took_s), took_s};
  made.is_from_cache = report.pieces > 0 && report.from_cache == report.pieces;
  made.warnings = std::move(work.reference.warnings);
  made.warnings.insert(made.warnings.end(), report.warnings.begin(), report.warnings.end());
  return made;
}

CloneLikeness CloneDesk::likeness(const MadeClone& made, const clone::Voice& voice) {
  ConsentSpeaker& speaker = safety_.speaker();
  const auto judge = speaker.judge();
  LikenessWish wish{.clone = made.speech.audio().view(), .reference = voice.reference.view(), .name = voice.name};
  if (!judge.ok()) return likeness_of_clone(judge, judge.error(), wish);
  wish.own = own_takes(speaker.takes(), safety_.store(), *judge, voice.id);
  return likeness_of_clone(judge, speaker::voice_scale((*judge)->card()), wish);
}

Result<void> CloneDesk::forget_revoked_voices() {
  TRY(const auto voices, safety_.store().voices());
  for (const safety::Voice& voice : voices) {
    if (!voice.revoked_ms) continue;
    for (const auto& engine : engines_.all()) engine->forget_voice(voice.id);
  }
  return {};
}

}  // namespace timbre::studio
