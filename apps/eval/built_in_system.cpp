#include "built_in_system.h"

#include <memory>

#include "asr/pocketsphinx_transcriber.h"
#include "speaker/speaker_encoder.h"
#include "voice/built_in_voice.h"
#include "voice/quick_fit.h"
#include "voice/voice_fitting.h"

namespace timbre::app {
namespace {

/// What is opened once, at the first voice.
struct Opened {
  std::shared_ptr<const speaker::SpeakerEncoder> encoder;
  std::shared_ptr<const speaker::SpeakerEncoder> judge;  ///< only for a close fit
  std::shared_ptr<const voice::BuiltInVoice> voice;
};

Result<Opened> open(const std::filesystem::path& models, FileSystem& disk, bool is_close) {
  Opened opened;
  TRY(opened.encoder, speaker::SpeakerEncoder::open(models, disk));
  TRY(opened.voice, voice::BuiltInVoice::open(models, disk));
  if (is_close) {
    TRY(opened.judge, speaker::SpeakerEncoder::open(models / "evaluation", disk));
  }
  return opened;
}

Result<std::string> heard_in(const VoiceReference& reference) {
  TRY(const auto engine, asr::make_pocketsphinx_transcriber());
  TRY(const auto transcript, engine->transcribe(reference.samples, {.language = "en", .cancel = {}, .progress = {}}));
  return transcript.text();
}

Result<voice::VoiceFit> close_fit(const Opened& opened, const VoiceReference& reference, const voice::VoiceFit& fit) {
  TRY(const std::string words, heard_in(reference));
  const voice::FitEars ears{*opened.encoder, *opened.judge};
  const audio::AudioView clip(reference.rate_hz, reference.samples);
  TRY(auto close, voice::quick_fit(clip, words, fit, ears, *opened.voice));
  return std::move(close.fit);
}

VoiceSystem system_of(const std::filesystem::path& models, FileSystem& disk, bool is_close) {
  // Nothing is opened here: what the first voice opens is part of the memory that the judge measures.
  VoiceSystem system;
  system.name = is_close ? "close" : "clone";
  system.title = is_close ? "after a quick fit" : "built-in voice";
  system.rate_hz = voice::kVoiceRateHz;
  auto opened = std::make_shared<Opened>();
  system.as = [models, &disk, opened, is_close](const VoiceReference& reference) -> Result<SaySentence> {
    if (!opened->voice) {
      TRY(*opened, open(models, disk, is_close));
    }
    const audio::AudioView clip(reference.rate_hz, reference.samples);
    TRY(auto fit, voice::fit_voice(clip, *opened->encoder, *opened->voice, voice::FitOptions{}));
    if (is_close) {
      TRY(fit, close_fit(*opened, reference, fit));
    }
    voice::SayOptions options;
    options.controls.seed = reference.seed;
    return SaySentence([opened, fit, options](const std::string& sentence, const SoundSink& sink) {
      return opened->voice->say(sentence, fit, options, [&sink](std::span<const float> block) -> Result<void> {
        sink(block);
        return {};
      });
    });
  };
  return system;
}

}  // namespace

VoiceSystem built_in_system(const std::filesystem::path& models, FileSystem& disk) {
  return system_of(models, disk, false);
}

VoiceSystem closely_fitted_system(const std::filesystem::path& models, FileSystem& disk) {
  return system_of(models, disk, true);
}

}  // namespace timbre::app
