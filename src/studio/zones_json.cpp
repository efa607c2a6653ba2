#include "studio/zones_json.h"

#include <string>

#include "measure/reading.h"
#include "score/zones.h"

namespace timbre::studio {

Json zones_json(const score::Profile& profile) {
  Json all = Json::object();
  for (std::size_t i = 0; i < measure::kMeasureCount; ++i) {
    const auto id = static_cast<measure::MeasureId>(i);
    const auto scale = score::bar_scale(id, profile);
    if (!scale) continue;
    Json zones = Json::array();
    for (const auto& zone : score::zones(id, profile)) {
      zones.push_back({{"from", zone.from}, {"to", zone.to}, {"level", score::to_string(zone.level)}});
    }
    Json entry = {{"min", scale->from}, {"max", scale->to}, {"zones", zones}};
    if (scale->is_logarithmic) entry["scale"] = "log";
    all[std::string(measure::measure_info(id).name)] = entry;
  }
  return all;
}

}  // namespace timbre::studio
