#include "audio/codec/deinterleave.h"

#include <numeric>
#include <vector>

#include "gtest/gtest.h"

namespace timbre::audio {
namespace {

// Rung: exact.
TEST(Deinterleave, PutsEverySampleInItsChannel) {
  for (std::size_t channels = 1; channels <= 8; ++channels) {
    for (const std::size_t frames : {0U, 1U, 7U, 1000U}) {
      std::vector<float> in(channels * frames);
      std::iota(in.begin(), in.end(), 0.0F);
      std::vector<float> out(in.size(), -1.0F);
      deinterleave(in, channels, out);
      for (std::size_t c = 0; c < channels; ++c) {
        for (std::size_t i = 0; i < frames; ++i) ASSERT_EQ(out[c * frames + i], in[i * channels + c]);
      }
    }
  }
}

}  // namespace
}  // namespace timbre::audio
