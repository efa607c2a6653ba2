#include "score/zones.h"

#include <algorithm>

#include "score/thresholds.h"

namespace timbre::score {

const char* to_string(ZoneLevel level) {
  switch (level) {
    case ZoneLevel::Good:
      return "good";
    case ZoneLevel::Fair:
      return "fair";
    case ZoneLevel::Poor:
      return "poor";
  }
  return "poor";
}

ZoneLevel zone_level(double grade) {
  // Grades are interpolated, so a value exactly on a limit may miss it by a rounding error.
  constexpr double kRounding = 1e-9;
  if (grade >= kGoodGrade - kRounding) return ZoneLevel::Good;
  return grade >= kFairGrade - kRounding ? ZoneLevel::Fair : ZoneLevel::Poor;
}

std::vector<Zone> zones(measure::MeasureId id, const Profile& profile) {
  const auto entry = threshold(id, profile);
  if (!entry) return {};
  std::vector<double> edges{entry->display_from};
  std::vector<double> inside = entry->curve.crossings(kGoodGrade);
  for (const double edge : entry->curve.crossings(kFairGrade)) inside.push_back(edge);
  std::sort(inside.begin(), inside.end());
  for (const double edge : inside) {
    if (edge > edges.back() && edge < entry->display_to) edges.push_back(edge);
  }
  edges.push_back(entry->display_to);

  std::vector<Zone> result;
  for (std::size_t i = 1; i < edges.size(); ++i) {
    const ZoneLevel level = zone_level(entry->curve.grade((edges[i - 1] + edges[i]) / 2.0));
    if (!result.empty() && result.back().level == level) {
      result.back().to = edges[i];
    } else {
      result.push_back({edges[i - 1], edges[i], level});
    }
  }
  return result;
}

std::optional<BarScale> bar_scale(measure::MeasureId id, const Profile& profile) {
  const auto entry = threshold(id, profile);
  if (!entry) return std::nullopt;
  return BarScale{entry->display_from, entry->display_to, entry->is_logarithmic, entry->direction};
}

}  // namespace timbre::score
