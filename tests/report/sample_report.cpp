// sample_report keep|review|reject|hostile|empty OUT.html [MONO_F32LE_FILE RATE]
//
// Writes a report page with made-up scorecard values, for the browser test and for looking at it. Without a recording
// a gliding tone with pauses stands in. Loudness and pitch are rough stand-ins too, never what Timbre measures.

#include "studio/testing/sample_report.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

#include "studio/report.h"

namespace timbre::studio {
namespace {

std::vector<float> samples_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  std::vector<float> samples(bytes.size() / sizeof(float));
  std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(float));
  return samples;
}

std::vector<float> stand_in(int rate) {
  std::vector<float> samples(static_cast<std::size_t>(rate) * 12);
  double phase = 0.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / rate;
    phase += 2.0 * std::numbers::pi * (150.0 + 40.0 * std::sin(2.0 * t)) / rate;
    double voice = 0.0;
    for (int k = 1; k < 20; ++k) voice += std::sin(k * phase) / (k * k);
    samples[i] = static_cast<float>((std::fmod(t, 3.0) < 2.3 ? 0.3 : 0.0) * voice * std::abs(std::sin(9.0 * t)));
  }
  return samples;
}

std::vector<float> rough_loudness(const std::vector<float>& x, int rate) {
  std::vector<float> lufs;
  const auto step = static_cast<std::size_t>(rate / 10);
  for (std::size_t i = 0; i + 4 * step <= x.size(); i += step) {
    double sum = 0.0;
    for (std::size_t j = i; j < i + 4 * step; ++j) sum += static_cast<double>(x[j]) * x[j];
    lufs.push_back(static_cast<float>(10.0 * std::log10(sum / static_cast<double>(4 * step)) - 0.7));
  }
  return lufs;
}

float rough_pitch(const float* x, std::size_t count, int rate) {
  double best = 0.0;
  std::size_t best_lag = 0;
  for (auto lag = static_cast<std::size_t>(rate / 400); lag < static_cast<std::size_t>(rate / 70); ++lag) {
    double cross = 0.0;
    double power = 1e-6;
    for (std::size_t i = 0; i + lag < count; ++i) {
      cross += static_cast<double>(x[i]) * x[i + lag];
      power += 0.5 * (static_cast<double>(x[i]) * x[i] + static_cast<double>(x[i + lag]) * x[i + lag]);
    }
    if (cross / power > best * 1.03) {
      best = cross / power;
      best_lag = lag;
    }
  }
  return best > 0.75 ? static_cast<float>(rate) / static_cast<float>(best_lag) : 0.0F;
}

std::vector<float> rough_pitches(const std::vector<float>& x, int rate) {
  std::vector<float> hz;
  const auto hop = static_cast<std::size_t>(rate / 100);
  for (std::size_t i = 0; i + 4 * hop <= x.size(); i += hop) hz.push_back(rough_pitch(&x[i], 4 * hop, rate));
  return hz;
}

Json card_named(std::string_view name) {
  if (name == "reject") return sample_rejected();
  if (name == "hostile") return sample_hostile();
  Json card = sample_kept();
  if (name == "review") {
    card["verdict"] = "review";
    card["stars"] = 3;
    card["summary"] = "Good voice, but the room answers back.";
  }
  if (name == "empty") {
    card = {{"version", 1}, {"file", "empty.wav"}, {"verdict", "reject"},
            {"stars", 1},   {"overall", nullptr},  {"measures", Json::object()}};
  }
  return card;
}

int write_sample(int count, char** words) {
  if (count < 3) return 2;
  const int rate = count > 4 ? std::stoi(words[4]) : 24000;
  std::vector<float> samples = count > 4 ? samples_of(words[3]) : stand_in(rate);
  const std::string_view name = words[1];
  if (name == "empty") samples.clear();
  if (name == "reject") {
    for (float& x : samples) x = std::clamp(8.0F * x, -1.0F, 1.0F);
  }
  auto curves = measure::measure_curves({rate, samples});
  if (!curves.ok()) return 3;
  const ReportData data{card_named(name), sample_zones(), std::move(curves).value(), rough_loudness(samples, rate),
                        rough_pitches(samples, rate)};
  std::ofstream(words[2], std::ios::binary) << render_report(data);
  return 0;
}

}  // namespace
}  // namespace timbre::studio

int main(int count, char** words) { return timbre::studio::write_sample(count, words); }
