#pragma once
/// What a Whisper model file in ggml format says of itself, and whether all that it promises is in it.
///
/// whisper.cpp trusts its files: a wrong number in one makes it read beyond a table, ask for any amount of memory or
/// end the process. So every number it will use is checked here first; only then may it open the file. The format is
/// the order in which whisper.cpp's whisper_model_load() reads: magic, 11 sizes, mel filters, vocabulary, tensors.

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace timbre::asr::detail {

struct WhisperFile {
  std::int32_t vocabulary = 0;    ///< 51864: English only; 51865, 51866: multilingual
  std::int32_t audio_layers = 0;  ///< 4 tiny, 6 base, 12 small, 24 medium, 32 large
  std::int32_t text_layers = 0;
  std::int32_t format = 0;  ///< ggml_ftype of the large tensors
  std::size_t tensors = 0;  ///< 0 in upstream's files for tests, which leave the weights out
  std::string fingerprint;  ///< 12 hexadecimal digits, of the size and of blocks from all over the file

  [[nodiscard]] bool is_multilingual() const { return vocabulary >= 51865; }
};

/// NotFound, InvalidInput for a file that is no Whisper model, Corrupt for one with a size that no such model has or
/// with bytes missing. Reads a few hundred kilobytes, whatever the size of the file.
[[nodiscard]] Result<WhisperFile> inspect_whisper_file(const std::filesystem::path& path);

}  // namespace timbre::asr::detail
