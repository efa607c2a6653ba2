#include "voice/voice_frames.h"

#include <algorithm>
#include <cmath>

#include "audio/audio_buffer.h"
#include "measure/pitch.h"

namespace timbre::voice {

const dsp::LogMelOptions& voice_mel_options() {
  static const dsp::LogMelOptions options{.sample_rate_hz = kAnalysisRateHz,
                                          .window_s = 0.032,
                                          .hop_s = 1.0 / kFramesPerSecond,
                                          .band_count = kMelBands,
                                          .low_hz = 0.0,
                                          .high_hz = kAnalysisRateHz / 2.0};
  return options;
}

Result<VoiceFrames> analyse_voice(std::span<const float> samples_16k) {
  const dsp::LogMelOptions& options = voice_mel_options();
  const std::size_t hop = options.hop();
  const std::size_t count = samples_16k.size() / hop;
  if (count == 0) return Error{ErrorKind::InvalidInput, "there is less than 10 ms of sound; record or choose more"};
  if (!std::all_of(samples_16k.begin(), samples_16k.end(), [](float x) { return std::isfinite(x); })) {
    return Error{ErrorKind::InvalidInput, "the sound holds samples that are no numbers; record it again"};
  }
  const std::size_t side = (options.window() - hop) / 2;
  std::vector<float> padded(side + count * hop + side, 0.0F);
  std::copy_n(samples_16k.begin(), count * hop, padded.begin() + static_cast<std::ptrdiff_t>(side));
  VoiceFrames frames;
  frames.log_mel = dsp::log_mel(padded, options);
  const audio::AudioBuffer sound(kAnalysisRateHz, std::vector<float>(samples_16k.begin(), samples_16k.end()));
  TRY(auto pitch, measure::measure_pitch(sound.view()));
  frames.f0_hz = std::move(pitch.f0_hz);
  frames.f0_hz.resize(count, 0.0F);
  return frames;
}

}  // namespace timbre::voice
