#pragma once
/// The whole trial, and what is printed and kept of it.

#include <string>
#include <vector>

#include "base/json.h"
#include "eval/voice_table.h"
#include "voice_scores.h"

namespace timbre::app {

struct VoiceTrial {
  std::vector<std::string> sentences;
  std::vector<Person> people;
  std::vector<SystemClips> systems;
  eval::AcceptanceThreshold threshold;
  eval::Skipped skipped;
  std::vector<std::string> notes;  ///< systems that were left out, and why
  std::string encoder;             ///< name of the evaluation encoder
  std::uint64_t seed = 1;
};

/// The table and what must be known to read it, in Markdown.
[[nodiscard]] std::string voice_report_text(const VoiceTrial& trial);

/// The table's JSON (eval/voice_table.h) and beside it "encoder", "seed", "threshold", "notes", "sentences", per system
/// its "first_audio_wall_ms", and "speakers": [{"name", "reference_s", "other_recordings", "f0_median_hz",
/// "syllables_hz", "systems": [{"name", "measures", "f0_median_hz", "syllables_hz", "clips": [{"sentence" or "file",
/// "heard", "cosine", "accepted", "trials", "is_identified", "dnsmos_overall", "duration_s"}]}]}].
[[nodiscard]] Json voice_report_json(const VoiceTrial& trial);

}  // namespace timbre::app
