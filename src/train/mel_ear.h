#pragma once
/// The speaker encoder as the acoustic model can be taught with it: from mel spectra, with gradients. It is finished:
/// nothing in it learns, so what it was taught of a thousand voices holds for those that nobody recorded, too
/// ("speaker consistency loss": Casanova et al. 2022, "YourTTS").
///
/// The encoder's own bands are made of the acoustic model's: each takes the density that theirs have where it lies.

#include <filesystem>
#include <memory>
#include <torch/types.h>

#include "base/file_system.h"
#include "base/result.h"
#include "dsp/log_mel.h"
#include "train/speaker_net.h"

namespace timbre::train {

class MelEar {
 public:
  /// `folder` as SpeakerEncoder::open() takes it. Errors of reading, of the card and of read_speaker_onnx().
  [[nodiscard]] static Result<MelEar> open(const std::filesystem::path& folder, FileSystem& disk);

  /// [clips, frames, voice::kMelBands] as the mel network gives them and [clips, frames] of 1 where there is sound →
  /// unit vectors [clips, embedding_size].
  [[nodiscard]] torch::Tensor hear(const torch::Tensor& mel, const torch::Tensor& mask) const;

 private:
  MelEar(SpeakerNet net, torch::Tensor bands) : net_(std::move(net)), bands_(std::move(bands)) {}

  SpeakerNet net_;
  torch::Tensor bands_;  // [kMelBands, the encoder's bands]
};

/// Power in the bands of `from` → power in those of `into`, both at one rate and transform: [from, into].
[[nodiscard]] torch::Tensor band_matrix(const dsp::LogMelOptions& from, const dsp::LogMelOptions& into);

}  // namespace timbre::train
