#include "studio/take_view.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "studio/page_text.h"
#include "studio/report.h"
#include "studio/score_file.h"
#include "studio/thinned_curve.h"

namespace timbre::studio {
namespace {

Json peaks(const std::vector<float>& values) {
  Json all = Json::array();
  for (const float value : values) {
    const double finite = std::isfinite(value) ? value : 0.0;
    all.push_back(std::round(finite * 10'000.0) / 10'000.0);
  }
  return all;
}

Json values_of(const ThinnedCurve& curve) {
  Json all = Json::array();
  for (const auto& value : curve.values) all.push_back(value ? Json(*value) : Json(nullptr));
  return all;
}

/// Column by column becomes row by row, as pictures are stored.
std::string rows_of(const measure::SpectrogramCurve& picture) {
  std::vector<unsigned char> bytes(picture.level.size());
  for (std::size_t column = 0; column < picture.column_count; ++column) {
    for (std::size_t band = 0; band < picture.band_count; ++band) {
      bytes[band * picture.column_count + column] = picture.level[column * picture.band_count + band];
    }
  }
  return base64(bytes);
}

Json spectrogram_json(const measure::SpectrogramCurve& picture) {
  Json edges = Json::array();
  for (std::size_t band = 0; band <= picture.band_count; ++band) {
    edges.push_back(std::round(static_cast<double>(band) * picture.band_hz * 10.0) / 10.0);
  }
  const double top_db = measure::SpectrogramCurve::level_db(255);
  return {{"columns", picture.column_count},
          {"rows", picture.band_count},
          {"step_s", picture.column_s},
          {"hz", std::move(edges)},
          {"top_db", top_db},
          {"range_db", top_db - measure::SpectrogramCurve::level_db(0)},
          {"data", rows_of(picture)}};
}

}  // namespace

Json view_json(const measure::TakeCurves& curves) {
  const measure::Curves& picture = curves.picture;
  const ThinnedCurve loudness = thinned_loudness(curves.momentary_lufs);
  const ThinnedCurve pitch = thinned_pitch(curves.pitch.f0_hz);
  return {{"duration_s", picture.duration_s},
          {"sample_rate_hz", picture.sample_rate_hz},
          {"peaks",
           {{"step_s", picture.waveform.column_s},
            {"min", peaks(picture.waveform.min)},
            {"max", peaks(picture.waveform.max)}}},
          {"loudness",
           {{"start_s", loudness.start_s},
            {"step_s", loudness.step_s},
            {"window_s", kLoudnessWindowS},
            {"lufs", values_of(loudness)}}},
          {"pitch", {{"start_s", pitch.start_s}, {"step_s", pitch.step_s}, {"hz", values_of(pitch)}}},
          {"spectrogram", spectrogram_json(picture.spectrogram)}};
}

Result<std::shared_ptr<const std::string>> TakeViews::view(const std::string& name, const std::filesystem::path& path) {
  if (auto known = find(name)) return known;
  ScoreFileOptions options;
  options.curves = measure::KeepCurves::Yes;
  options.threads = measure::MeterThreads::Two;
  TRY(const ScoredFile scored, score_file(path, options));
  auto json = std::make_shared<const std::string>(view_json(*scored.curves).dump());
  const std::lock_guard lock(mutex_);
  entries_.push_front({name, json});
  if (entries_.size() > kKept) entries_.pop_back();
  return json;
}

std::shared_ptr<const std::string> TakeViews::find(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&name](const Entry& entry) { return entry.name == name; });
  if (found == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found);
  return found->json;
}

}  // namespace timbre::studio
