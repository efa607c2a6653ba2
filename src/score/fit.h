#pragma once
/// Which cloning models take a recording as it is, which hear only a part of it, and which refuse it.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/units.h"
#include "measure/take_measurements.h"
#include "score/profiles.h"
#include "text/timed_word.h"

namespace timbre::score {

enum class FitAnswer {
  Accepts,  ///< all of it is used
  Part,     ///< a part of it is used
  Refuses
};

/// "accepts", "part", "refuses": relied on by others.
[[nodiscard]] std::string_view to_string(FitAnswer answer);

struct Fit {
  std::string profile;  ///< its name
  std::string title;
  FitAnswer answer = FitAnswer::Accepts;
  bool is_ideal = false;           ///< accepted, its length is ideal, and there is nothing to remark
  std::optional<TimeRange> lost;   ///< with Part: what is not used, where that is known, s of the take
  std::vector<std::string> why;    ///< plain sentences; the first is the reason for the answer
  std::vector<std::string> to_do;  ///< what would help, most important first
};

/// The take against one profile. `transcript` is null where nobody has listened for words. A length exactly at a limit
/// is within it.
[[nodiscard]] Fit fit_to(const measure::TakeMeasurements& take, const text::Transcript* transcript,
                         const Profile& profile);

/// Against every one, in their order.
[[nodiscard]] std::vector<Fit> fit_report(const measure::TakeMeasurements& take, const text::Transcript* transcript,
                                          std::span<const Profile> profiles);

}  // namespace timbre::score
