#include "audio/codec/deinterleave.h"

#include <algorithm>
#include <cassert>

namespace timbre::audio {
namespace {

/// The channel count as a constant lets the compiler turn the strided loads into shuffles.
template <std::size_t kChannels>
void deinterleave_fixed(const float* __restrict in, float* __restrict out, std::size_t frame_count) {
  for (std::size_t i = 0; i < frame_count; ++i) {
    for (std::size_t c = 0; c < kChannels; ++c) out[c * frame_count + i] = in[i * kChannels + c];
  }
}

}  // namespace

void deinterleave(std::span<const float> interleaved, std::size_t channel_count, std::span<float> planar) {
  assert(planar.size() == interleaved.size() && interleaved.size() % channel_count == 0);
  const std::size_t frame_count = interleaved.size() / channel_count;
  if (channel_count == 1) {
    std::copy(interleaved.begin(), interleaved.end(), planar.begin());
  } else if (channel_count == 2) {
    deinterleave_fixed<2>(interleaved.data(), planar.data(), frame_count);
  } else if (channel_count == 6) {
    deinterleave_fixed<6>(interleaved.data(), planar.data(), frame_count);
  } else {
    for (std::size_t c = 0; c < channel_count; ++c) {
      float* const out = planar.data() + c * frame_count;
      for (std::size_t i = 0; i < frame_count; ++i) out[i] = interleaved[i * channel_count + c];
    }
  }
}

}  // namespace timbre::audio
