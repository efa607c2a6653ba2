#include "built_in_system.h"

#include <memory>

#include "speaker/speaker_encoder.h"
#include "voice/built_in_voice.h"
#include "voice/voice_fitting.h"

namespace timbre::app {
namespace {

/// What is opened once, at the first voice.
struct Opened {
  std::shared_ptr<const speaker::SpeakerEncoder> encoder;
  std::shared_ptr<const voice::BuiltInVoice> voice;
};

Result<Opened> open(const std::filesystem::path& models, FileSystem& disk) {
  Opened opened;
  TRY(opened.encoder, speaker::SpeakerEncoder::open(models, disk));
  TRY(opened.voice, voice::BuiltInVoice::open(models, disk));
  return opened;
}

}  // namespace

VoiceSystem built_in_system(const std::filesystem::path& models, FileSystem& disk) {
  // Nothing is opened here: what the first voice opens is part of the memory that the judge measures.
  VoiceSystem system;
  system.name = "clone";
  system.title = "built-in voice";
  system.rate_hz = voice::kVoiceRateHz;
  auto opened = std::make_shared<Opened>();
  system.as = [models, &disk, opened](const VoiceReference& reference) -> Result<SaySentence> {
    if (!opened->voice) {
      TRY(*opened, open(models, disk));
    }
    const audio::AudioView clip(reference.rate_hz, reference.samples);
    TRY(const auto fit, voice::fit_voice(clip, *opened->encoder, *opened->voice, voice::FitOptions{}));
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

}  // namespace timbre::app
