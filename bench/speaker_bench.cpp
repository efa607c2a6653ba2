// How long the speaker encoder takes for 30 s on one core, part by part, and how far the embedding moves when the sound
// comes in pieces (at most 1e-4, checked before anything is timed).
// usage: speaker_bench [MODELS]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

#include "audio/audio_buffer.h"
#include "base/file_system.h"
#include "dsp/log_mel.h"
#include "safety/testing/speech_like.h"
#include "speaker/speaker_encoder.h"

namespace {

using namespace timbre;

constexpr double kSeconds = 30.0;
constexpr int kTimes = 15;

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// The median of several runs, ms.
template <typename Work>
double median_ms(const Work& work) {
  std::vector<double> times;
  for (int i = 0; i < kTimes; ++i) {
    const double began = now_s();
    work();
    times.push_back(1e3 * (now_s() - began));
  }
  std::nth_element(times.begin(), times.begin() + kTimes / 2, times.end());
  return times[kTimes / 2];
}

speaker::Embedding in_pieces(const std::shared_ptr<const speaker::SpeakerEncoder>& encoder,
                             const audio::AudioBuffer& sound, std::size_t at_once) {
  speaker::SpeakerListener listener(encoder, sound.format().sample_rate_hz);
  for (std::size_t i = 0; i < sound.frame_count(); i += at_once) {
    const auto part = sound.channel(0).subspan(i, std::min(at_once, sound.frame_count() - i));
    listener.push(audio::AudioBuffer(sound.format().sample_rate_hz, {part.begin(), part.end()}).view());
  }
  return listener.finish().value();
}

}  // namespace

int main(int argc, char** argv) {
  PosixFileSystem disk;
  const auto opened = speaker::SpeakerEncoder::open(argc > 1 ? argv[1] : speaker::shipped_models_folder(), disk);
  if (!opened.ok()) {
    std::fprintf(stderr, "speaker_bench: %s\n", opened.error().message.c_str());
    return 3;
  }
  std::puts("| rate, Hz | embedding, ms | of these log-mels, ms | largest change in pieces |\n|---|---|---|---|");
  for (const int rate_hz : {16'000, 48'000}) {
    const audio::AudioBuffer sound(rate_hz, safety::speech_like(rate_hz, kSeconds, 1));
    const auto whole = (*opened)->embed(sound.view());
    if (!whole.ok()) return 3;
    double largest = 0.0;
    for (const std::size_t at_once : {997U, 16'000U, 100'003U}) {
      const auto parts = in_pieces(*opened, sound, at_once);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        largest = std::max(largest, std::abs(static_cast<double>(parts[i]) - (*whole)[i]));
      }
    }
    if (largest > 1e-4) {
      std::fprintf(stderr, "speaker_bench: in pieces the embedding changes by %.2g\n", largest);
      return 1;
    }
    const double all_ms = median_ms([&] { (void)(*opened)->embed(sound.view()); });
    const std::vector<float> samples(static_cast<std::size_t>(kSeconds * 16'000), 0.1F);
    const double mels_ms = median_ms([&] { (void)dsp::log_mel(samples, (*opened)->card().features); });
    std::printf("| %d | %.1f | %.1f | %.1g |\n", rate_hz, all_ms, mels_ms, largest);
  }
  return 0;
}
