#include "studio/report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "measure/reading.h"
#include "report_css.embed.h"
#include "report_html.embed.h"
#include "report_page.embed.h"
#include "report_pictures.embed.h"
#include "report_plots.embed.h"
#include "report_words.embed.h"
#include "studio/page_text.h"

namespace timbre::studio {
namespace {

// As many points as a wide screen can show apart.
constexpr std::size_t kMaxCurvePoints = 4000;
// Under this there is nothing to draw: a meter says −120 or −infinity of silence, and 24 bits end at about −147.
constexpr float kSilentLufs = -100.0F;
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

Json to_one_decimal(double value) { return std::round(value * 10.0) / 10.0; }

std::size_t points_per_group(std::size_t count) {
  return std::max<std::size_t>(1, (count + kMaxCurvePoints - 1) / kMaxCurvePoints);
}

/// {"start_s", "step_s", "values"}: value i is drawn at start_s + i·step_s, the middle of what it stands for.
Json curve_json(double first_middle_s, double step_s, std::size_t group, Json values) {
  const double start_s = first_middle_s + 0.5 * step_s * static_cast<double>(group - 1);
  return {{"start_s", start_s}, {"step_s", step_s * static_cast<double>(group)}, {"values", std::move(values)}};
}

/// The loudest of each group, so that a peak survives thinning.
Json loudness_curve(const std::vector<float>& lufs) {
  const std::size_t group = points_per_group(lufs.size());
  Json values = Json::array();
  for (std::size_t i = 0; i < lufs.size(); i += group) {
    const auto part = std::span(lufs).subspan(i, std::min(group, lufs.size() - i));
    const float loudest = *std::max_element(part.begin(), part.end());
    values.push_back(loudest > kSilentLufs ? to_one_decimal(loudest) : Json(nullptr));
  }
  return curve_json(0.5 * kLoudnessWindowS, kLoudnessStepS, group, std::move(values));
}

/// The middle voiced value of each group, null without voice.
Json pitch_curve(const std::vector<float>& hz) {
  const std::size_t group = points_per_group(hz.size());
  Json values = Json::array();
  for (std::size_t i = 0; i < hz.size(); i += group) {
    const auto part = std::span(hz).subspan(i, std::min(group, hz.size() - i));
    std::vector<float> voiced;
    std::copy_if(part.begin(), part.end(), std::back_inserter(voiced), [](float f0) { return f0 > 0.0F; });
    if (voiced.empty()) {
      values.push_back(nullptr);
      continue;
    }
    const auto middle = voiced.begin() + static_cast<std::ptrdiff_t>(voiced.size() / 2);
    std::nth_element(voiced.begin(), middle, voiced.end());
    values.push_back(to_one_decimal(*middle));
  }
  return curve_json(0.5 * kPitchStepS, kPitchStepS, group, std::move(values));
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
          {"loudness", loudness_curve(data.loudness_lufs)},
          {"pitch", pitch_curve(data.pitch_hz)}};
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
