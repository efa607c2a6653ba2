#pragma once
/// Exported clips as the API shows them (docs/api/openapi.json).

#include "base/json.h"
#include "studio/export_clip.h"

namespace timbre::studio {

/// {"start_s", "end_s", "score", "is_ideal", "is_all_speech", "longest_pause_s"}.
[[nodiscard]] Json to_json(const score::ClipWindow& window);
/// {"profile", "title", "window", and all of clip_format_json, "ref_text" (empty: none), "words_from", "warnings"}.
[[nodiscard]] Json to_json(const ExportedClip& clip);
/// {"duration_s", "sample_rate_hz", "bit_depth", "channel_count", "loudness_lufs", "true_peak_dbtp", "gain_db",
/// "lead_s", "tail_s"}: of the written file; silence and loudness are null where there is none.
[[nodiscard]] Json clip_format_json(const ExportedClip& clip);
/// {"kind": "flac|wav", "duration_s", "sample_rate_hz", "bit_depth", "channel_count"}.
[[nodiscard]] Json to_json(const ExportedMaster& master);

/// Every file of an export in the order in which people look for them: the master, then each clip's.
[[nodiscard]] std::vector<std::filesystem::path> files_of(const ExportResult& result);

}  // namespace timbre::studio
