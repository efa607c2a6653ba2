#pragma once
/// The use case behind `timbre align`: a file and the text that was read, aligned.

#include <filesystem>
#include <string>
#include <vector>

#include "asr/align.h"
#include "audio/codec/decode.h"
#include "base/file_system.h"
#include "base/result.h"

namespace timbre::studio {

/// A text of 10,000 words is about 60 kB; more than this is not a text to read aloud.
inline constexpr std::uintmax_t kTextLimitBytes = 1U << 20U;
/// Longest take aligned at once, as asr::align says.
inline constexpr double kLongestAlignedS = 3600.0;

struct AlignFileOptions {
  asr::AlignOptions align;
  audio::DecodeOptions decode;
};

struct AlignedFile {
  asr::Alignment alignment;
  std::vector<std::string> notes;  ///< for people: the file was cut off, channels were left out …
};

/// Decodes a file ("-" is standard input) to its analysis signal at 16 kHz and aligns the text with it. Errors are
/// those of decoding and of asr::align, naming the file; InvalidInput for a take over an hour.
[[nodiscard]] Result<AlignedFile> align_file(const std::filesystem::path& path, std::string_view text,
                                             const AlignFileOptions& options = {});

/// A text file as one text: UTF-8 (a byte-order mark is dropped), any line ends, at most kTextLimitBytes. InvalidInput
/// names the first byte that is not UTF-8.
[[nodiscard]] Result<std::string> read_text_file(const std::filesystem::path& path, FileSystem& disk);

}  // namespace timbre::studio
