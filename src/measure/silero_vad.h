#pragma once
/// Where the voice is, by the network of Silero VAD (github.com/snakers4/silero-vad, version 6, 16 kHz).
///
/// Every 32 ms the network gives the probability of speech in them, remembering what came before. Speech begins at a
/// probability of 0.5 and ends where it stays under 0.35 for 100 ms; stretches of 250 ms and less are dropped, the rest
/// is widened by 30 ms at both ends. Those are the rule and the defaults of its authors, without their longest stretch.

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "measure/voice_activity.h"
#include "nn/onnx_session.h"

namespace timbre::measure {

/// Samples that the network hears at once.
inline constexpr std::size_t kSileroBlock = 512;

/// The probability of speech in each block of one channel at 16 kHz, the last one filled up with zeros. InvalidInput
/// or Corrupt where `network` is not Silero's.
[[nodiscard]] Result<std::vector<float>> silero_probabilities(std::span<const float> samples_16k,
                                                              const nn::OnnxSession& network);

/// Stretches of speech in a signal of `sample_count` samples at 16 kHz, in time order.
[[nodiscard]] std::vector<TimeRange> silero_stretches(std::span<const float> probabilities, std::size_t sample_count);

/// Stretches on a grid of frames: a frame is speech where its middle is.
[[nodiscard]] VoiceActivity on_grid(std::span<const TimeRange> stretches, double hop_s, std::size_t frame_count);

}  // namespace timbre::measure
