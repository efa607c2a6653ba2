#pragma once
/// The report page: one take's scorecard and curves as a single HTML file that needs nothing else, neither network
/// nor folder. A strict content security policy inside the page forbids every request.
///
/// The page is edited as a page (report/report.html, .css, .js) and shipped inside the binary. Everything that came
/// from outside (file names, notes, advice) travels as JSON data and is written as text, never as markup.

#include <string>
#include <vector>

#include "base/json.h"
#include "measure/curves.h"

namespace timbre::studio {

struct ReportData {
  /// The scorecard as `timbre score --json` prints it, with "summary", "first", "audio", "channels", "findings" and
  /// "notes" where there are any.
  Json scorecard;
  /// {measure name: {"min", "max", "zones": [{"from", "to", "level": "good|fair|poor"}]}}; "scale": "log" where equal
  /// ratios should look equal; "title" where the table of measures has a worse one. A null bound is an open end.
  Json zones;
  measure::Curves curves;
  /// Momentary loudness: value i is of kLoudnessWindowS from i·kLoudnessStepS on. Silence: −100 or less.
  std::vector<float> loudness_lufs;
  std::vector<float> pitch_hz;  ///< one per kPitchStepS; 0 where there is no voice
};

inline constexpr double kLoudnessStepS = 0.1;
inline constexpr double kLoudnessWindowS = 0.4;
inline constexpr double kPitchStepS = 0.01;

/// The whole page. Size: about 0.3 MB for 30 s, at most 0.6 MB for an hour. The same data gives the same bytes.
[[nodiscard]] std::string render_report(const ReportData& data);

}  // namespace timbre::studio
