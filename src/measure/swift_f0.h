#pragma once
/// Pitch by a network, to check the measured one: SwiftF0 (L. Nieradzik 2025, github.com/lars76/swift-f0).
///
/// One value every 16 ms, 46.9 … 2094 Hz, with a confidence of 0 … 1; a frame is voiced above 0.9, its authors'
/// default.

#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "measure/pitch.h"
#include "measure/second_opinions.h"
#include "nn/onnx_session.h"

namespace timbre::measure {

struct NetworkPitch {
  double hop_s = 0.0;
  double first_s = 0.0;      ///< the middle of frame 0
  std::vector<float> f0_hz;  ///< 0 = unvoiced
};

/// One channel at 16 kHz. Fewer than 256 samples give no frame. InvalidInput or Corrupt where `network` is not
/// SwiftF0's.
[[nodiscard]] Result<NetworkPitch> swift_f0(std::span<const float> samples_16k, const nn::OnnxSession& network);

/// How the two agree over the frames that both call voiced; none where those are fewer than kPitchLeastFrames.
[[nodiscard]] std::optional<PitchFinding> compare_pitch(const NetworkPitch& network, const PitchContour& measured);

/// A third of a second of voice.
inline constexpr std::size_t kPitchLeastFrames = 20;

}  // namespace timbre::measure
