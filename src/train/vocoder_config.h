#pragma once
/// What one training of the vocoder is made of, from a JSON file (docs/training.md). The same file and the same corpora
/// give the same training.

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "train/config_fields.h"

namespace timbre::train {

struct VocoderNetOptions {
  std::int64_t channels = 256;
  std::int64_t blocks = 6;
  std::int64_t expansion = 3;
};

struct VocoderConfig {
  std::vector<CorpusPlace> corpora;
  std::filesystem::path folder;  ///< checkpoints and logs; may be deleted
  std::uint64_t seed = 1;
  VocoderNetOptions net;
  std::int64_t step_count = 10000;
  std::int64_t warm_up_step_count = 200;
  std::int64_t clips_per_step = 12;
  std::int64_t crop_frame_count = 100;
  double peak_rate = 1e-3;
  double weight_decay = 1e-2;
  bool is_bfloat16 = false;
  std::int64_t watch_every = 250;  ///< steps between two looks at the watched recordings, and two checkpoints
  int thread_count = 2;
};

/// Strict: InvalidInput names a key that is unknown, of the wrong kind or out of range.
[[nodiscard]] Result<VocoderConfig> parse_vocoder_config(std::string_view text);
[[nodiscard]] Result<VocoderConfig> read_vocoder_config(FileSystem& disk, const std::filesystem::path& path);

}  // namespace timbre::train
