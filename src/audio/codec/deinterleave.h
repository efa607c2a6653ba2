#pragma once
/// Interleaved frames to one run of samples per channel.

#include <cstddef>
#include <span>

namespace timbre::audio {

/// out[c][i] = interleaved[i · channel_count + c] with out[c] = planar + c · frame_count;
/// planar.size() = interleaved.size() = channel_count · frame_count.
void deinterleave(std::span<const float> interleaved, std::size_t channel_count, std::span<float> planar);

}  // namespace timbre::audio
