#pragma once
/// engines.json: which services there are (docs/formats/engines.md). The sections are read by those who use them.

#include <filesystem>
#include <string>
#include <string_view>

#include "base/file_system.h"
#include "base/json.h"
#include "base/result.h"

namespace timbre::cloud {

struct CloudSettings {
  std::filesystem::path file;  ///< where it is, or should be
  Json sagemaker = {};         ///< null where the section is missing
  Json openai_audio = {};
  Json advice = {};

  /// "engines.json: sagemaker", to begin a message with.
  [[nodiscard]] std::string where(const std::string& section) const;
};

/// $TIMBRE_ENGINES, else engines.json in the data folder.
[[nodiscard]] std::filesystem::path cloud_settings_file(const std::filesystem::path& data_folder);

/// No file is no settings; but where TIMBRE_ENGINES names one, it must be there. InvalidInput, naming file and line or
/// field, where it is no JSON object or holds an unknown section.
[[nodiscard]] Result<CloudSettings> read_cloud_settings(const std::filesystem::path& data_folder, FileSystem& disk);
[[nodiscard]] Result<CloudSettings> parse_cloud_settings(std::string_view bytes, const std::filesystem::path& file);

}  // namespace timbre::cloud
