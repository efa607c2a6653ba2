#include "studio/report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "measure/reading.h"
#include "report_css.embed.h"
#include "report_html.embed.h"
#include "report_page.embed.h"
#include "report_pictures.embed.h"
#include "report_plots.embed.h"
#include "report_words.embed.h"
#include "studio/page_text.h"
#include "studio/thinned_curve.h"

namespace timbre::studio {
namespace {

// Samples beyond ±1 exist in floating-point files; the picture ends at twice full scale.
constexpr double kWaveformFullScale = 16383.0;

/// Signed 16-bit little-endian, 16383 = full scale.
std::string packed(const std::vector<float>& samples) {
  std::vector<unsigned char> bytes;
  bytes.reserve(samples.size() * 2);
  for (const float x : samples) {
    const double finite = std::isfinite(x) ? x : 0.0;
    const auto stored = static_cast<std::uint16_t>(
        static_cast<std::int16_t>(std::lround(std::clamp(finite * kWaveformFullScale, -32767.0, 32767.0))));
    bytes.push_back(static_cast<unsigned char>(stored & 0xFF));
    bytes.push_back(static_cast<unsigned char>(stored >> 8));
  }
  return base64(bytes);
}

/// {"start_s", "step_s", "values"}; null where there is nothing to draw.
Json to_json(const ThinnedCurve& curve) {
  Json values = Json::array();
  for (const auto& value : curve.values) values.push_back(value ? Json(*value) : Json(nullptr));
  return {{"start_s", curve.start_s}, {"step_s", curve.step_s}, {"values", std::move(values)}};
}

Json curves_json(const ReportData& data) {
  const auto& waveform = data.curves.waveform;
  const auto& spectrogram = data.curves.spectrogram;
  return {{"duration_s", data.curves.duration_s},
          {"sample_rate_hz", data.curves.sample_rate_hz},
          {"waveform",
           {{"column_s", waveform.column_s},
            {"full_scale", kWaveformFullScale},
            {"min", packed(waveform.min)},
            {"max", packed(waveform.max)},
            {"rms", packed(waveform.rms)}}},
          {"spectrogram",
           {{"column_s", spectrogram.column_s},
            {"band_hz", spectrogram.band_hz},
            {"columns", spectrogram.column_count},
            {"bands", spectrogram.band_count},
            {"level", base64(spectrogram.level)}}},
          {"loudness", to_json(thinned_loudness(data.loudness_lufs))},
          {"pitch", to_json(thinned_pitch(data.pitch_hz))}};
}

/// Every measure in its fixed order, so that the page has names and units for all of them.
Json measures_json() {
  Json measures = Json::array();
  for (std::size_t i = 0; i < measure::kMeasureCount; ++i) {
    const auto id = static_cast<measure::MeasureId>(i);
    const auto& info = measure::measure_info(id);
    measures.push_back({{"name", info.name},
                        {"unit", info.unit},
                        {"title", info.title},
                        {"decimals", info.decimals},
                        {"group", id < measure::MeasureId::F0MedianHz ? "signal" : "delivery"}});
  }
  return measures;
}

/// The file's own name, for the window's title.
std::string page_title(const Json& scorecard) {
  const auto file = scorecard.find("file");
  if (file == scorecard.end() || !file->is_string()) return "Take";
  const auto path = file->get<std::string>();
  return path.substr(path.find_last_of("/\\") + 1);
}

}  // namespace

std::string render_report(const ReportData& data) {
  const std::string title = html_text(page_title(data.scorecard));
  const std::string json = script_json({{"scorecard", data.scorecard},
                                        {"zones", data.zones},
                                        {"measures", measures_json()},
                                        {"curves", curves_json(data)}});
  const std::array<Filling, 7> fillings{{{"title", title},
                                         {"style", report_css},
                                         {"data", json},
                                         {"words", report_words},
                                         {"plots", report_plots},
                                         {"page", report_page},
                                         {"pictures", report_pictures}}};
  return filled(report_html, fillings);
}

}  // namespace timbre::studio
