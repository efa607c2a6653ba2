#pragma once
/// What a cloning model wants of its reference clip. A profile changes the duration and sample-rate curves and limits;
/// everything else is graded alike, since a clone copies whatever is in its reference.
///
/// Numbers are those of each model's own code or documents (the `source` of each), read in 2026; where a model states
/// only a limit, the ideal range is Timbre's choice inside it and `notes` says so.

#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"

namespace timbre::score {

struct Profile {
  std::string_view name;                 ///< as given to --profile: "studio", "f5-tts" …
  std::string_view title;                ///< for people
  std::string_view source;               ///< where the limits come from
  double min_duration_s = 0.0;           ///< shorter is rejected
  double ideal_from_s = 0.0;             ///< full grade from here …
  double ideal_to_s = 0.0;               ///< … to here
  std::optional<double> max_duration_s;  ///< longer is rejected; none where the model takes longer and uses a part
  double min_rate_hz = 0.0;              ///< a lower sample rate is rejected
  bool needs_transcript = false;         ///< the model must be told the words of the clip
  std::string_view notes;                ///< one or two sentences for people
};

/// All profiles, "studio" first.
[[nodiscard]] std::span<const Profile> profiles();

/// The default: a recording for any use, not fitted to one model.
[[nodiscard]] const Profile& studio_profile();

/// The profile of that name. NotFound, listing the known names, when there is none.
[[nodiscard]] Result<const Profile*> find_profile(std::string_view name);

}  // namespace timbre::score
