#pragma once
/// What a cloning model wants of its reference clip. A profile changes the duration and sample-rate curves and limits
/// of the score, decides what the fit report says, and tells the exporter what to write.
///
/// The one source is docs/formats/profiles.json (docs/formats/profiles.md), embedded in the program. Its numbers are
/// those of each model's own code or documents (the `source` of each), read in 2026; where a model states only a limit,
/// the ideal range is Timbre's choice inside it and `notes` says so.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace timbre::score {

/// What happens to a clip longer than `limit_s`.
enum class Beyond {
  Accepts,       ///< nothing: no limit is known
  Refuses,       ///< an error
  Truncates,     ///< only the first limit_s are heard
  Warns,         ///< taken, with a warning and usually a worse result
  CutsAtSilence  ///< cut by the model at a silence before limit_s
};

/// What a rate below `min_rate_hz` does.
enum class LowRate {
  Refuses,   ///< an error
  Resamples  ///< taken; the top of the band stays empty
};

/// How the level of a clip is stated.
enum class LevelMeasure {
  Lufs,  ///< integrated loudness, BS.1770-4
  Rms    ///< root mean square of all samples of the clip, dB full scale
};

enum class WordsNeed { None, Optional, Required };

/// How the clip's samples are stored.
enum class ClipEncoding { Pcm16, Pcm24, Float32 };

/// All times are of the clip as it is handed over, its lead and tail of silence included.
struct Profile {
  std::string name;                       ///< as given to --profile: "studio", "f5-tts" … [a-z0-9.-], also a folder
  std::string title;                      ///< for people
  std::string source;                     ///< where the limits come from
  bool is_reported = false;               ///< from the vendor's documents rather than read in the model's own code
  double min_duration_s = 0.0;            ///< shorter is rejected
  double ideal_from_s = 0.0;              ///< full grade from here …
  double ideal_to_s = 0.0;                ///< … to here
  std::optional<double> max_duration_s;   ///< longer is rejected; none where the model takes longer and uses a part
  std::optional<double> limit_s;          ///< where `beyond` begins; equal to max_duration_s where that is set
  Beyond beyond = Beyond::Accepts;        ///< what happens there
  std::optional<double> first_s;          ///< the part that counts most, from the beginning, where that is known
  double min_rate_hz = 0.0;               ///< a lower sample rate is rejected by the score
  LowRate low_rate = LowRate::Resamples;  ///< … and by the model
  int wanted_rate_hz = 24000;             ///< what the exporter writes
  ClipEncoding encoding = ClipEncoding::Pcm16;
  double lead_s = 0.1;                ///< room tone before the first word
  double tail_s = 0.3;                ///< … and after the last
  std::optional<double> max_pause_s;  ///< longest pause wanted between words
  LevelMeasure level_measure = LevelMeasure::Lufs;
  double level_target_db = -16.0;      ///< LUFS or dB RMS
  double true_peak_limit_dbtp = -1.0;  ///< never exceeded
  std::string own_level;               ///< what the model does to the level itself; empty when nothing
  WordsNeed words = WordsNeed::None;
  bool needs_transcript = false;  ///< words == Required
  std::string language;           ///< what is known about the language of the clip; empty when nothing
  std::string notes;              ///< one or two sentences for people
};

/// All built-in profiles, "studio" first.
[[nodiscard]] std::span<const Profile> profiles();

/// The default: a recording for any use, not fitted to one model.
[[nodiscard]] const Profile& studio_profile();

/// The built-in profile of that name. NotFound, listing the known names, when there is none.
[[nodiscard]] Result<const Profile*> find_profile(std::string_view name);
/// The same among `known`, which must outlive the answer.
[[nodiscard]] Result<const Profile*> find_profile(std::string_view name, std::span<const Profile> known);

/// "accepts", "refuses", "truncates", "warns", "cuts_at_silence".
[[nodiscard]] std::string_view to_string(Beyond beyond);
/// "none", "optional", "required".
[[nodiscard]] std::string_view to_string(WordsNeed need);

}  // namespace timbre::score
