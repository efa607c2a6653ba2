#pragma once
/// How large a speaker encoder is.

#include <cstdint>

namespace timbre::train {

struct SpeakerNetOptions {
  std::int64_t band_count = 64;
  std::int64_t stem_channels = 256;
  std::int64_t block_channels = 320;
  std::int64_t pooled_channels = 512;
  std::int64_t attention_channels = 96;
  std::int64_t embedding_size = 192;
};

}  // namespace timbre::train
