#pragma once
/// What a denoiser would hear as noise: GTCRN (X. Rong et al., "GTCRN: a speech enhancement model requiring ultralow
/// computational resources", ICASSP 2024), in its streaming form. A diagnosis: nothing is ever replaced by its output.
///
/// Spectra of 512 samples every 256 under the square root of a periodic Hann window go through the network one by one,
/// with its memories; what comes out is what it takes for speech. Energies are summed over time and frequency.

#include <cstddef>
#include <span>

#include "base/result.h"
#include "measure/second_opinions.h"
#include "nn/onnx_session.h"

namespace timbre::measure {

/// One channel at 16 kHz, 512 samples at least; digital silence is InvalidInput too. InvalidInput or Corrupt where
/// `network` is not GTCRN's.
[[nodiscard]] Result<DenoiserFinding> hear_noise(std::span<const float> samples_16k, const nn::OnnxSession& network);

}  // namespace timbre::measure
