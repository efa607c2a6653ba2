#include "voice/speaker_pitch.h"

#include <algorithm>

#include "audio/audio_buffer.h"
#include "measure/pitch.h"
#include "measure/pitch_spread.h"
#include "voice/voice_frames.h"

namespace timbre::voice {
namespace {

constexpr std::size_t kLeastVoicedFrames = 20;  // fewer have no quartiles worth the name

std::vector<float> voiced_of(const std::vector<float>& f0_hz) {
  std::vector<float> voiced;
  std::copy_if(f0_hz.begin(), f0_hz.end(), std::back_inserter(voiced), [](float hz) { return hz > 0.0F; });
  std::sort(voiced.begin(), voiced.end());
  return voiced;
}

}  // namespace

Result<std::vector<float>> speaker_f0(std::span<const float> samples_16k) {
  const audio::AudioBuffer sound(kAnalysisRateHz, std::vector<float>(samples_16k.begin(), samples_16k.end()));
  TRY(auto contour, measure::measure_pitch(sound.view()));
  const auto voiced = voiced_of(measure::without_octave_errors(contour).f0_hz);
  if (voiced.size() >= kLeastVoicedFrames) {
    measure::PitchOptions options;
    options.floor_hz = std::max(options.floor_hz, 0.75 * static_cast<double>(voiced[voiced.size() / 4]));
    options.ceiling_hz =
        std::min(options.ceiling_hz, kCeilingShare * static_cast<double>(voiced[voiced.size() * 3 / 4]));
    TRY(contour, measure::measure_pitch(sound.view(), options));
  }
  return measure::without_octave_errors(std::move(contour)).f0_hz;
}

}  // namespace timbre::voice
