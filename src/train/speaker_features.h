#pragma once
/// Makes the features of a training: every recording at every speed, clean and degraded, as log-mels.

#include <functional>
#include <string>

#include "base/file_system.h"
#include "base/result.h"
#include "train/feature_store.h"
#include "train/speaker_config.h"

namespace timbre::train {

/// Labels of those who teach are 0 … class_count − 1, one per speaker and speed; those who are watched come after.
struct SpeakerFeatures {
  FeatureStore store;
  std::int64_t class_count = 0;
};

/// Opens the store in config.folder, or makes it when it is missing or was made otherwise: decodes everything (a few
/// minutes, all samples in memory). `on_progress` may be empty. Errors name the file.
[[nodiscard]] Result<SpeakerFeatures> speaker_features(
    const SpeakerConfig& config, FileSystem& disk, const std::function<void(std::size_t, std::size_t)>& on_progress);

}  // namespace timbre::train
