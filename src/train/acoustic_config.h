#pragma once
/// What one training of the acoustic model is made of, from a JSON file (docs/training.md). The same file and the same
/// corpora give the same training.

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "train/conditioned_net.h"
#include "train/config_fields.h"

namespace timbre::train {

struct AcousticCorpus {
  std::filesystem::path manifest;
  std::filesystem::path timed;   ///< timed_phones.h, of what the manifest names
  std::filesystem::path folder;  ///< what the manifest's files are relative to
  double share = 1.0;            ///< how often it is drawn from, beside the others
  double least_confidence = 0;   ///< recordings whose phones were found with less are left out
  /// A recording played so much faster is another speaker's: formants, pitch and pace go up together.
  std::vector<double> warps{1.0};
  bool is_one_warp_each = false;  ///< recordings take turns with the warps; else each is heard with all of them
};

struct AcousticNetOptions {
  std::int64_t encoded = 256;  ///< values a phone is told to its frames in
  std::int64_t phone_channels = 256;
  std::int64_t phone_blocks = 4;
  std::int64_t prosody_channels = 128;
  std::int64_t prosody_blocks = 3;
  std::int64_t mel_channels = 256;
  std::int64_t mel_blocks = 6;
};

struct AcousticConfig {
  std::vector<AcousticCorpus> corpora;
  std::filesystem::path folder;   ///< checkpoints, logs and what was analysed; may be deleted
  std::filesystem::path encoder;  ///< the folder of the speaker encoder
  std::uint64_t seed = 1;
  AcousticNetOptions net;
  std::int64_t step_count = 10000;
  std::int64_t warm_up_step_count = 300;
  std::int64_t clips_per_step = 24;
  std::int64_t crop_frame_count = 192;
  double peak_rate = 1e-3;
  double weight_decay = 1e-2;
  std::int64_t judge_from_step = 0;  ///< from when on a judge is deceived too (mel_judge.h); 0: never
  double judge_weight = 0.1;         ///< of that, beside the other losses
  double voice_weight = 0;           ///< of sounding like the speaker (mel_listener.h), from the same step on
  double ear_weight = 0;             ///< of sounding like the speaker to the finished encoder (mel_ear.h), likewise
  bool is_blended = false;  ///< half of the crops are also said in a blend of two voices, for those three alone
  /// A checkpoint of another training, or a folder that holds an exported model, whose networks this one begins with.
  std::filesystem::path begin_from;
  bool is_bfloat16 = false;
  std::int64_t watch_every = 250;  ///< steps between two looks at the watched recordings, and two checkpoints
  int thread_count = 2;
};

/// Strict: InvalidInput names a key that is unknown, of the wrong kind or out of range.
[[nodiscard]] Result<AcousticConfig> parse_acoustic_config(std::string_view text);
[[nodiscard]] Result<AcousticConfig> read_acoustic_config(FileSystem& disk, const std::filesystem::path& path);

}  // namespace timbre::train
