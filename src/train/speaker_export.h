#pragma once
/// A trained speaker encoder as an ONNX file: input "features" [clips, bands, frames] (log-mels normalised per clip,
/// see dsp/log_mel.h), output "embedding" [clips, size], not of unit length.

#include <string>

#include "base/result.h"
#include "speaker/cohort.h"
#include "train/feature_store.h"
#include "train/onnx_layers.h"
#include "train/speaker_config.h"
#include "train/speaker_net.h"

namespace timbre::train {

/// The last two normalisations become part of the last layer. `net` is put into evaluation mode.
[[nodiscard]] std::string speaker_onnx(SpeakerNet net, const SpeakerConfig& config, WeightKind kind);

/// The largest difference between what ONNX Runtime and LibTorch make of the same features, after scaling both to unit
/// length. `features` [1, bands, frames]. Errors of nn::OnnxSession.
[[nodiscard]] Result<double> largest_export_difference(const std::string& onnx, SpeakerNet net,
                                                       const torch::Tensor& features);

/// The people who taught, each the mean of up to three clean recordings at their own speed.
[[nodiscard]] speaker::Cohort cohort_of(SpeakerNet net, const FeatureStore& store, const SpeakerConfig& config);

}  // namespace timbre::train
