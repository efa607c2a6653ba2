#include "score/speaker_finding.h"

#include <algorithm>

#include "score/number_text.h"

namespace timbre::score {
namespace {

constexpr std::size_t kMostNamed = 3;

}  // namespace

bool has_another_voice(const std::optional<SpeakerFinding>& finding) { return finding && !finding->others.empty(); }

std::string another_voice_text(const SpeakerFinding& finding) {
  if (finding.others.empty()) return {};
  std::string text = "Another voice speaks";
  const std::size_t named = std::min(finding.others.size(), kMostNamed);
  for (std::size_t i = 0; i < named; ++i) {
    const TimeRange& range = finding.others[i];
    text +=
        (i == 0 ? " from " : ", from ") + number_text(range.start_s, 1) + " s to " + number_text(range.end_s, 1) + " s";
  }
  if (finding.others.size() > named)
    text += " and in " + std::to_string(finding.others.size() - named) + " more places";
  return text + ": cut that out, or record the take again with one voice alone.";
}

}  // namespace timbre::score
