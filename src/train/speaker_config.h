#pragma once
/// What one training of a speaker encoder is made of, from a JSON file (docs/training.md). The same file and the same
/// corpora give the same training.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "dsp/log_mel.h"
#include "train/config_fields.h"
#include "train/speaker_net_options.h"

namespace timbre::train {

struct SpeakerConfig {
  std::string name;  ///< of what is taught, stable, with version; and of the data, for people: both for its card
  std::string data;
  std::vector<CorpusPlace> corpora;
  std::filesystem::path folder;  ///< features, checkpoints and logs; may be deleted
  std::uint64_t seed = 1;
  double left_out_share =
      0;  ///< of the speakers who teach, chosen by the seed: encoders of different seeds differ in whom they know
  dsp::LogMelOptions features;
  SpeakerNetOptions net;                              ///< its bands are the features'
  std::vector<double> speeds{1.0, 0.9, 1.1};          ///< each makes speakers of its own
  std::vector<std::size_t> degraded_copies{2, 1, 1};  ///< beside the clean one, per speed
  std::int64_t step_count = 4000;
  std::int64_t warm_up_step_count = 200;
  std::int64_t clips_per_step = 128;
  std::int64_t crop_frame_count = 200;
  std::int64_t longest_crop_frame_count = 0;  ///< where larger than the former, a step's length is drawn between both
  bool is_bfloat16 = false;                   ///< computes in bfloat16 what bears it; weights stay in single precision
  double peak_rate = 1e-3;
  double weight_decay = 1e-2;
  double margin = 0.2;
  double scale = 30.0;
  std::int64_t margin_step_count = 1000;  ///< the margin grows from 0 for so many steps
  std::int64_t watch_every = 200;         ///< steps between two looks at the watched speakers, and two checkpoints
  int thread_count = 2;
};

/// Strict: InvalidInput names a key that is unknown, of the wrong kind or out of range.
[[nodiscard]] Result<SpeakerConfig> parse_speaker_config(std::string_view text);
[[nodiscard]] Result<SpeakerConfig> read_speaker_config(FileSystem& disk, const std::filesystem::path& path);

}  // namespace timbre::train
