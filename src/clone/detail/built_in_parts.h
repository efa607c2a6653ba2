#pragma once
/// All that speaking with the built-in voice takes.

#include <filesystem>
#include <memory>

#include "base/file_system.h"
#include "base/result.h"
#include "speaker/speaker_encoder.h"
#include "voice/built_in_voice.h"

namespace timbre::clone::detail {

struct BuiltInParts {
  std::shared_ptr<const voice::BuiltInVoice> voice;
  std::shared_ptr<const speaker::SpeakerEncoder> encoder;

  [[nodiscard]] std::size_t embedding_size() const { return encoder->card().embedding_size; }
};

/// Errors of opening each; Corrupt where the acoustic model was taught with another encoder.
[[nodiscard]] Result<BuiltInParts> open_built_in_parts(const std::filesystem::path& folder, FileSystem& disk);

}  // namespace timbre::clone::detail
