#include "studio/clone_sound.h"

#include <algorithm>
#include <cmath>

#include "audio/codec/wav_file_writer.h"

namespace timbre::studio {
namespace {

constexpr double kSteps = 32'768.0;

}  // namespace

audio::AudioBuffer in_16_bits(const audio::AudioView& sound) {
  audio::AudioBuffer rounded(sound.format(), sound.frame_count());
  for (int c = 0; c < sound.channel_count(); ++c) {
    const auto from = sound.channel(c);
    std::transform(from.begin(), from.end(), rounded.channel(c).begin(), [](float sample) {
      const double step = std::clamp(std::nearbyint(static_cast<double>(sample) * kSteps), -kSteps, kSteps - 1);
      return static_cast<float>((std::isfinite(step) ? step : 0) / kSteps);
    });
  }
  return rounded;
}

Result<void> write_clone(const safety::MarkedSpeech& speech, const audio::AudioTags& tags, OutputFile& file) {
  const audio::AudioBuffer& sound = speech.audio();
  TRY(const auto writer, audio::open_wav_writer(file, sound.format(), audio::WavFileEncoding::Pcm16, tags));
  TRY_VOID(writer->write(in_16_bits(sound.view()).view()));
  TRY_VOID(writer->finish());
  return file.sync();
}

}  // namespace timbre::studio
