#pragma once
/// The use cases behind `timbre watermark`: mark a file, and ask a file whether it is marked. Both leave a record.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "audio/codec/audio_writer.h"
#include "base/file_system.h"
#include "base/json.h"
#include "base/result.h"
#include "safety/audit_log.h"
#include "safety/watermark.h"
#include "studio/safety_desk.h"

namespace timbre::studio {

struct EmbeddedFile {
  std::uint32_t payload = 0;
  double snr_db = 0;  ///< of the mark against the speech, over the whole file
  std::vector<std::string> notes;
};

struct EmbedFileOptions {
  std::optional<std::uint32_t> payload;  ///< none: the number of the record that this leaves in the log
  bool may_replace = false;
  audio::AudioTags tags = {};
};

/// Writes a marked copy: WAV or FLAC of 24 bits, as the name of `output` ends (.wav, .flac). The copy is whole or not
/// there. InvalidInput for another ending, for sound that cannot carry a mark, for sound that carries one of this key
/// already; errors of decoding and of the disk.
[[nodiscard]] Result<EmbeddedFile> embed_watermark_in_file(const std::filesystem::path& input,
                                                           const std::filesystem::path& output,
                                                           const safety::WatermarkKey& key, safety::AuditLog& log,
                                                           FileSystem& disk, const EmbedFileOptions& options = {});

/// Asks one file. Errors of decoding; InvalidInput where there is too little sound to tell.
[[nodiscard]] Result<safety::WatermarkFinding> detect_watermark_in_file(const std::filesystem::path& input,
                                                                        const safety::WatermarkKey& key,
                                                                        safety::AuditLog& log);

/// In words, what the log of this installation says about the record that the mark names: who was cloned, by which
/// engine, when. Empty where the mark names none; NotFound where the log holds no such record.
[[nodiscard]] Result<std::string> origin_of(const safety::WatermarkFinding& finding, SafetyDesk& desk);

/// {outcome, z, false_positive, tried, payload, record, key_epoch, speed, begin_s, end_s}
[[nodiscard]] Json to_json(const safety::WatermarkFinding& finding);

}  // namespace timbre::studio
