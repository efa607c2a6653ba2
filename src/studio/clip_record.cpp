#include "studio/clip_record.h"

#include "base/json.h"
#include "base/utf8.h"
#include "score/number_text.h"
#include "score/scorecard_json.h"

namespace timbre::studio {

std::string clip_record(const ExportedClip& clip, const score::Scorecard& take, const std::string& source,
                        const std::string& master) {
  const score::Profile& p = *clip.profile;
  Json json = score::to_json(clip.scorecard);
  json["export"] = {
      {"source", valid_utf8(source)},
      {"master", master},
      {"profile", p.name},
      {"start_s", score::rounded(clip.window.speech.start_s, 3)},
      {"end_s", score::rounded(clip.window.speech.end_s, 3)},
      {"lead_s", p.lead_s},
      {"tail_s", p.tail_s},
      {"lead_found_s", clip.lead_s ? Json(score::rounded(*clip.lead_s, 2)) : Json(nullptr)},
      {"tail_found_s", clip.tail_s ? Json(score::rounded(*clip.tail_s, 2)) : Json(nullptr)},
      {"duration_s", score::rounded(clip.duration_s, 4)},
      {"is_ideal_length", clip.window.is_ideal},
      {"is_all_speech", clip.window.is_all_speech},
      {"window_score", score::rounded(clip.window.score, 4)},
      {"gain_db", score::rounded(clip.level.gain_db, 2)},
      {"level_measure", p.level_measure == score::LevelMeasure::Lufs ? "lufs" : "rms"},
      {"level_target_db", p.level_target_db},
      {"level_db", score::rounded(clip.level.level_db, 2)},
      {"true_peak_dbtp", score::rounded(clip.level.true_peak_dbtp, 2)},
      {"true_peak_limit_dbtp", p.true_peak_limit_dbtp},
      {"is_held_back_by_peak", clip.level.is_held_back},
      {"ref_text", clip.ref_text.empty() ? Json(nullptr) : Json(valid_utf8(clip.ref_text))},
      {"ref_text_from", std::string(to_string(clip.words))},
      {"take",
       {{"verdict", std::string(score::to_string(take.verdict))}, {"overall", take.overall}, {"stars", take.stars}}},
  };
  json["export"]["warnings"] = Json::array();
  for (const auto& warning : clip.warnings) json["export"]["warnings"].push_back(valid_utf8(warning));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace timbre::studio
