#pragma once
/// The scorecard of one take: what was measured, how each measure was graded, the verdict, and what to do next.
/// Plain data, made by score_measurements (score/score.h); a pure function of the measurements and the options.

#include <optional>
#include <string>
#include <vector>

#include "audio/audio_format.h"
#include "measure/reading.h"
#include "measure/take_measurements.h"
#include "score/profiles.h"
#include "score/speaker_finding.h"

namespace timbre::score {

/// The names and meanings of the scorecard's JSON; raised when a reader would have to change.
inline constexpr int kScorecardVersion = 1;

enum class Verdict { Keep, Review, Reject };

/// "keep", "review", "reject": relied on by others.
[[nodiscard]] std::string_view to_string(Verdict verdict);
/// "Keep", "Review", "Reject": for people.
[[nodiscard]] std::string_view title(Verdict verdict);

/// Which half of the score a measure counts in.
enum class Axis {
  Acoustic,  ///< what the room, the microphone and the file did
  Delivery,  ///< how it was spoken
  Unscored,  ///< shown, not scored
};

/// "acoustic", "delivery", "unscored".
[[nodiscard]] std::string_view to_string(Axis axis);

/// Listeners' mean opinion as predicted by a model, 1 … 5.
using PerceptualScore = measure::PredictedOpinion;

/// One measure on the scorecard.
struct MeasureScore {
  measure::MeasureId id{};
  std::optional<double> value;  ///< rounded to measure_info(id).decimals; everything is judged by this printed value
  std::string why;              ///< why there is no value; empty when there is one
  std::optional<double> grade;  ///< 0 … 1; none when there is no value or the measure is not scored
  Axis axis = Axis::Unscored;
  bool can_spoil = false;  ///< takes part in the worst grade (combine.h)
  double weight = 0.0;     ///< points it counted in its axis, after those that have no grade were left out
  std::string limit;       ///< the limits in words
  std::string source;      ///< where the limits come from
  std::string next;        ///< the one next action for this measure; empty when it is fine
};

/// A score of 0 … 100, or none and why.
struct AxisScore {
  std::optional<double> score;  ///< one decimal
  std::string why;              ///< why there is none; empty when there is one
};

/// One hard limit that was broken.
struct Reject {
  measure::MeasureId measure{};
  std::optional<double> value;  ///< what was measured, if anything was
  double limit = 0.0;           ///< the limit it broke
  std::string why;              ///< one sentence
};

/// One thing to change.
struct Advice {
  std::string id;                             ///< stable: "raise_level", "quieter_room" …
  std::optional<measure::MeasureId> measure;  ///< what it would improve; none for a finding without a measure
  std::string text;                           ///< short, kind, concrete
  double gain = 0.0;                          ///< points of overall if the measure's grade became 1; one decimal
};

struct Scorecard {
  std::string timbre_version;  ///< of the program that judged
  std::string file;            ///< as the caller named it; may be empty
  Profile profile;             ///< what it was judged for
  Verdict verdict = Verdict::Reject;
  int stars = 1;                  ///< 1 … 5
  double overall = 0.0;           ///< 0 … 100, one decimal, with the perceptual score folded in when there is one
  double overall_measured = 0.0;  ///< the same without the perceptual score
  AxisScore acoustic;
  AxisScore delivery;
  std::optional<PerceptualScore> perceptual;  ///< two decimals, and judged by them
  std::string perceptual_why;                 ///< why there is none and how to get it; empty when there is one
  std::string summary;                        ///< one sentence: "Clean signal, lively delivery."
  std::string first;                ///< the one thing to change first, with the measured reason; empty when nothing
  std::vector<std::string> labels;  ///< in the fixed order of all_labels()
  std::vector<Reject> rejects;
  std::vector<MeasureScore> measures;  ///< every measure, in the order of MeasureId
  audio::StoredFormat stored;
  measure::Findings findings;
  std::vector<measure::Event> events;
  std::vector<TimeRange> pauses;     ///< as counted: between words where there is a transcript that can be believed
  measure::SecondOpinions opinions;  ///< what networks say beside; the perceptual one is above
  std::optional<SpeakerFinding> speaker;  ///< whether one voice speaks throughout
  std::string speaker_why;                ///< why that is not known; empty when it is
  measure::SpokenWords words;             ///< what was said, or why that is not known
  std::vector<Advice> advice;             ///< by gain, largest first
  std::vector<std::string> notes;

  /// The entry of one measure.
  [[nodiscard]] const MeasureScore& operator[](measure::MeasureId id) const {
    return measures[static_cast<std::size_t>(id)];
  }
};

}  // namespace timbre::score
