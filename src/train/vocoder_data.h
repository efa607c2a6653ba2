#pragma once
/// Recordings to teach the vocoder with: samples and what is analysed from them, all in memory (about 230 MB an hour).

#include <cstdint>
#include <functional>
#include <torch/types.h>
#include <vector>

#include "base/file_system.h"
#include "base/random.h"
#include "base/result.h"
#include "train/recording_draw.h"
#include "train/vocoder_config.h"
#include "voice/voice_frames.h"

namespace timbre::train {

struct VocoderRecording {
  std::size_t corpus = 0;  ///< its place in the config
  bool is_dev = false;
  std::vector<float> samples;  ///< at voice::kAnalysisRateHz, whole frames
  voice::VoiceFrames frames;
};

/// Decodes and analyses what the manifests' splits train and dev name; recordings shorter than a crop are left out.
/// `on_progress` is told how many of how many are done and may be empty.
[[nodiscard]] Result<std::vector<VocoderRecording>> load_vocoder_recordings(
    const VocoderConfig& config, FileSystem& disk,
    const std::function<void(std::size_t, std::size_t)>& on_progress = {});

struct VocoderBatch {
  torch::Tensor log_mel;   ///< [clips, frames, bands]
  torch::Tensor log_f0;    ///< [clips, frames]: ln(F0 / voice::kMiddleF0Hz), 0 where not voiced
  torch::Tensor voiced;    ///< [clips, frames]: 0 or 1
  torch::Tensor pulses;    ///< [clips, samples]
  torch::Tensor noise;     ///< [clips, samples]
  torch::Tensor recorded;  ///< [clips, samples]
};

/// Crops of recordings at random levels. A step's batch depends on the seed and the step's number alone.
class VocoderBatches {
 public:
  /// Both must outlive it.
  VocoderBatches(const std::vector<VocoderRecording>& recordings, const VocoderConfig& config);
  [[nodiscard]] VocoderBatch batch(std::int64_t step) const;
  /// Always the same crops of the watched recordings, at their own level; empty tensors where there are none.
  [[nodiscard]] VocoderBatch watched() const;

 private:
  struct Crop {
    const VocoderRecording* recording = nullptr;
    std::size_t first_frame = 0;
    double gain = 1.0;
    std::uint64_t seed = 0;
  };
  [[nodiscard]] Crop draw(Random& random) const;
  [[nodiscard]] VocoderBatch make(const std::vector<Crop>& crops) const;

  const std::vector<VocoderRecording>& recordings_;
  const VocoderConfig& config_;
  RecordingDraw draw_;  // of those that teach
};

}  // namespace timbre::train
