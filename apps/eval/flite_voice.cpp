#include "flite_voice.h"

#include <flite/flite.h>

extern "C" {
cst_voice* register_cmu_us_slt(const char*);
}

namespace timbre::app {
namespace {

Result<void> say(cst_voice* voice, const std::string& sentence, const SoundSink& sink) {
  cst_wave* wave = flite_text_to_wave(sentence.c_str(), voice);
  if (wave == nullptr) return Error{ErrorKind::Unavailable, "flite did not say '" + sentence + "'; try another text"};
  std::vector<float> samples;
  for (int i = 0; i < wave->num_samples; ++i) samples.push_back(static_cast<float>(wave->samples[i]) / 32768.0F);
  delete_wave(wave);
  sink(samples);
  return {};
}

}  // namespace

Result<VoiceSystem> flite_voice() {
  constexpr int kRateHz = 16000;
  flite_init();
  cst_voice* voice = register_cmu_us_slt(nullptr);
  if (voice == nullptr) return Error{ErrorKind::Unavailable, "flite has no voice slt; install the package libflite1"};
  const auto as = [voice](const VoiceReference&) -> Result<SaySentence> {
    return SaySentence([voice](const std::string& s, const SoundSink& sink) { return say(voice, s, sink); });
  };
  return VoiceSystem{.name = "flite", .title = "flite slt", .rate_hz = kRateHz, .is_everybody_alike = true, .as = as};
}

}  // namespace timbre::app
