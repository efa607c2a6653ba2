#include "studio/clip_json.h"

#include <array>

#include "base/utf8.h"
#include "score/number_text.h"

namespace timbre::studio {
namespace {

Json rounded_or_null(const std::optional<double>& value, int decimals) {
  return value ? Json(score::rounded(*value, decimals)) : Json(nullptr);
}

int bit_depth(score::ClipEncoding encoding) {
  constexpr std::array kBits{16, 24, 32};
  return kBits[static_cast<std::size_t>(encoding)];
}

}  // namespace

Json to_json(const score::ClipWindow& window) {
  return {{"start_s", score::rounded(window.speech.start_s, 3)},
          {"end_s", score::rounded(window.speech.end_s, 3)},
          {"score", score::rounded(window.score, 4)},
          {"is_ideal", window.is_ideal},
          {"is_all_speech", window.is_all_speech},
          {"longest_pause_s", score::rounded(window.longest_pause_s, 3)}};
}

Json clip_format_json(const ExportedClip& clip) {
  return {{"duration_s", score::rounded(clip.duration_s, 4)},
          {"sample_rate_hz", clip.profile->wanted_rate_hz},
          {"bit_depth", bit_depth(clip.profile->encoding)},
          {"channel_count", 1},
          {"loudness_lufs", rounded_or_null(clip.scorecard[measure::MeasureId::LoudnessLufs].value, 2)},
          {"true_peak_dbtp", score::rounded(clip.level.true_peak_dbtp, 2)},
          {"gain_db", score::rounded(clip.level.gain_db, 2)},
          {"lead_s", rounded_or_null(clip.lead_s, 3)},
          {"tail_s", rounded_or_null(clip.tail_s, 3)}};
}

Json to_json(const ExportedClip& clip) {
  Json json{{"profile", clip.profile->name}, {"title", clip.profile->title}, {"window", to_json(clip.window)}};
  json.update(clip_format_json(clip));
  json["ref_text"] = valid_utf8(clip.ref_text);
  json["words_from"] = std::string(to_string(clip.words));
  json["warnings"] = Json::array();
  for (const std::string& warning : clip.warnings) json["warnings"].push_back(valid_utf8(warning));
  return json;
}

Json to_json(const ExportedMaster& master) {
  return {{"kind", master.form.kind == MasterKind::Flac ? "flac" : "wav"},
          {"duration_s", score::rounded(master.duration_s, 4)},
          {"sample_rate_hz", master.format.sample_rate_hz},
          {"bit_depth", master.form.bits},
          {"channel_count", master.format.channel_count}};
}

std::vector<std::filesystem::path> files_of(const ExportResult& result) {
  std::vector<std::filesystem::path> files{result.master};
  for (const ExportedClip& clip : result.clips) {
    files.push_back(clip.folder / "clip.wav");
    if (!clip.ref_text.empty()) files.push_back(clip.folder / "ref_text.txt");
    files.push_back(clip.folder / "scorecard.json");
  }
  return files;
}

}  // namespace timbre::studio
