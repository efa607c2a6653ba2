#pragma once
/// A made-up scorecard, as complete as a real one, for tests of the page and for looking at it. The numbers are
/// plausible, not measured.

#include <string>
#include <utility>

#include "base/json.h"
#include "measure/reading.h"
#include "studio/report.h"

namespace timbre::studio {

/// A scale of zones from "level from to" triples; NAN-free: null is an open end.
inline Json sample_scale(double min, double max,
                         std::initializer_list<std::pair<const char*, std::pair<Json, Json>>> zones) {
  Json scale = {{"min", min}, {"max", max}, {"zones", Json::array()}};
  for (const auto& [level, range] : zones) {
    scale["zones"].push_back({{"from", range.first}, {"to", range.second}, {"level", level}});
  }
  return scale;
}
/// Better the higher.
inline Json sample_rising(double min, double max, double fair, double good) {
  return sample_scale(min, max, {{"poor", {nullptr, fair}}, {"fair", {fair, good}}, {"good", {good, nullptr}}});
}
/// Better the lower.
inline Json sample_falling(double min, double max, double good, double fair) {
  return sample_scale(min, max, {{"good", {nullptr, good}}, {"fair", {good, fair}}, {"poor", {fair, nullptr}}});
}
/// Best in the middle.
inline Json sample_middle(double min, double max, double a, double b, double c, double d) {
  return sample_scale(
      min, max, {{"poor", {nullptr, a}}, {"fair", {a, b}}, {"good", {b, c}}, {"fair", {c, d}}, {"poor", {d, nullptr}}});
}

inline Json sample_zones() {
  Json zones = {{"snr_db", sample_rising(0, 60, 20, 30)},
                {"noise_floor_dbfs", sample_falling(-90, -20, -60, -50)},
                {"clipped_percent", sample_falling(0, 1, 0.001, 0.1)},
                {"true_peak_dbtp", sample_falling(-30, 3, -1, 0)},
                {"loudness_lufs", sample_middle(-50, 0, -40, -28, -16, -10)},
                {"loudness_range_lu", sample_middle(0, 30, 1, 3, 15, 22)},
                {"duration_s", sample_middle(0, 60, 5, 10, 35, 50)},
                {"sample_rate_hz", sample_rising(8000, 96000, 16000, 24000)},
                {"bit_depth", sample_rising(8, 32, 12, 16)},
                {"silence_percent", sample_middle(0, 100, 2, 8, 35, 55)},
                {"bandwidth_hz", sample_rising(2000, 24000, 6000, 10000)},
                {"srmr", sample_rising(0, 15, 3, 5)},
                {"hum_db", sample_falling(0, 40, 6, 15)},
                {"dc_offset", sample_falling(0, 0.02, 0.001, 0.01)},
                {"click_count", sample_falling(0, 20, 1, 5)},
                {"plosive_count", sample_falling(0, 20, 2, 6)},
                {"sibilance_count", sample_falling(0, 40, 8, 20)},
                {"f0_spread_st", sample_middle(0, 8, 1, 2, 5, 6.5)},
                {"dynamics_db", sample_middle(0, 25, 3, 6, 15, 20)},
                {"syllable_rate_hz", sample_middle(0, 9, 2.5, 3.5, 6, 7.2)},
                {"pauses_per_minute", sample_middle(0, 60, 3, 8, 25, 40)},
                {"pause_median_s", sample_middle(0, 2, 0.1, 0.2, 0.8, 1.4)},
                {"words_per_minute", sample_middle(40, 300, 90, 120, 180, 220)}};
  zones["sample_rate_hz"]["scale"] = "log";
  zones["bandwidth_hz"]["scale"] = "log";
  return zones;
}

/// In the order of MeasureId; those after the last pause have no value, as without a transcript.
inline std::vector<double> sample_values(bool is_good) {
  if (is_good) {
    return {41.8, 42.6,  39.9, -64.2, -22.4,   0.0, -3.42, -23.1, -16.8, -19.7, 5.2,  21.34, 24000, 16,   17.6, 0.31,
            0.44, 11250, 7.21, 2.1,   0.00012, 0,   1,     3,     181.4, 3.42,  8.81, 9.6,   4.62,  16.9, 0.42, 0.91};
  }
  return {17.3, 16.1, 19.8, -38.9, -17.1,  2.315, 1.87, -11.4, -5.1,  -8.3, 2.1, 21.34, 24000, 16,  4.1,  0.02,
          0.03, 5100, 3.4,  18.3,  0.0042, 7,     9,    24,    181.4, 1.32, 3.9, 4.1,   6.8,   3.1, 0.12, 0.35};
}

inline Json sample_measures(bool is_good) {
  const auto values = sample_values(is_good);
  Json measures = Json::object();
  for (std::size_t i = 0; i < measure::kMeasureCount; ++i) {
    const auto& info = measure::measure_info(static_cast<measure::MeasureId>(i));
    Json& m = measures[std::string(info.name)];
    m = {{"value", nullptr}, {"unit", info.unit}};
    if (i < values.size()) {
      m["value"] = values[i];
      m["grade"] = 0.8;
      m["limit"] = "≥ 35 dB is the aim; below 20 dB is rejected";
      m["source"] = "Hi-Fi TTS corpus (arXiv 2104.01497) takes ≥ 32 dB";
      if (!is_good) m["next"] = "Move closer to the microphone and turn off what hums.";
    } else {
      m["why"] = "no transcript was made";
    }
  }
  return measures;
}

/// Twenty words over two pauses; two of them doubtful.
inline Json sample_transcript() {
  const std::vector<std::string> words{"The",     "north", "wind",      "and",  "the",    "sun",    "were",
                                       "arguing", "which", "of",        "them", "was",    "the",    "stronger,",
                                       "when",    "a",     "traveller", "came", "along,", "wrapped"};
  Json list = Json::array();
  double at_s = 1.0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    list.push_back(
        {{"text", words[i]}, {"start_s", at_s}, {"end_s", at_s + 0.7}, {"confidence", i % 9 == 7 ? 0.31 : 0.93}});
    at_s += i == 4 ? 1.18 : i == 12 ? 1.61 : 0.8;
  }
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return {{"text", text},       {"engine", "pocketsphinx:en-us"},
          {"language", "en"},   {"confidence", 0.87},
          {"uncertain", false}, {"words", list}};
}

inline Json sample_kept() {
  return {{"version", 1},
          {"file", "takes/Tuesday, second try.wav"},
          {"verdict", "keep"},
          {"stars", 4},
          {"overall", 78.2},
          {"acoustic", {{"score", 81.0}}},
          {"delivery", {{"score", 69.5}}},
          {"perceptual", {{"name", "dnsmos_p835"}, {"mos", 3.42}, {"sig", 3.71}, {"bak", 3.98}, {"p808", 3.65}}},
          {"summary", "Clean signal, lively delivery."},
          {"labels", {"clear", "good pace", "expressive"}},
          {"rejects", Json::array()},
          {"first", "Move 10 cm closer to the microphone (the noise is 6 dB above the best of your takes)."},
          {"measures", sample_measures(true)},
          {"events", {{{"kind", "plosive"}, {"start_s", 6.1}, {"end_s", 6.16}}}},
          {"pauses", {{{"start_s", 5.02}, {"end_s", 5.5}}, {{"start_s", 12.4}, {"end_s", 13.31}}}},
          {"transcript", sample_transcript()},
          {"advice",
           {{{"id", "closer"},
             {"measure", "snr_db"},
             {"text", "Move 10 cm closer to the microphone (the noise is 6 dB above the best of your takes)."}},
            {{"id", "plosive"},
             {"measure", "plosive_count"},
             {"text", "Speak past the microphone, not into it (one pop at 0:06)."}},
            {{"id", "pauses"},
             {"measure", "pause_median_s"},
             {"text", "Leave half a second before you begin and after you end."}}}},
          {"audio",
           {{"container", "wav"},
            {"codec", "pcm_s16le"},
            {"sample_rate_hz", 24000},
            {"bit_depth", 16},
            {"channel_count", 1},
            {"channel_layout", "mono"},
            {"is_lossy", false}}},
          {"channels", {{"layout", "mono"}, {"analysis_signal", "the only channel"}}},
          {"findings", {{"upsampled", false}}},
          {"notes", Json::array()}};
}

inline Json sample_rejected() {
  Json card = sample_kept();
  card["file"] = "takes/Wednesday, too close.wav";
  card["verdict"] = "reject";
  card["stars"] = 2;
  card["overall"] = 38.6;
  card["acoustic"]["score"] = 29.0;
  card["delivery"]["score"] = 57.3;
  card["perceptual"] = nullptr;
  card["summary"] = "The wave is cut off at the top, and the room is loud.";
  card["labels"] = {"clipped", "noisy", "monotone"};
  card["rejects"] = {{{"measure", "clipped_percent"},
                      {"value", 2.315},
                      {"limit", 0.1},
                      {"why", "Clipped: 2.315 % of the samples are cut off, in 13 places."}},
                     {{"measure", "snr_db"},
                      {"value", 17.3},
                      {"limit", 20},
                      {"why", "Too noisy: the voice is only 17.3 dB above the noise."}}};
  card["first"] = "Turn the input down by 9 dB (2.3 % of the samples are cut off).";
  card["transcript"] = nullptr;
  card["transcript_why"] = "needs a transcript: no engine is installed";
  card["measures"] = sample_measures(false);
  card["events"] = Json::array();
  for (const double at : {1.31, 1.36, 1.44, 3.02, 3.08, 5.6, 5.63, 8.27, 8.9, 12.4, 12.44, 15.1, 18.72}) {
    card["events"].push_back({{"kind", "clip"}, {"start_s", at}, {"end_s", at + 0.012}});
  }
  for (const double at : {2.2, 7.4, 14.3})
    card["events"].push_back({{"kind", "click"}, {"start_s", at}, {"end_s", at + 0.001}});
  for (const double at : {4.1, 10.7})
    card["events"].push_back({{"kind", "plosive"}, {"start_s", at}, {"end_s", at + 0.05}});
  card["advice"] = {
      {{"text", "Turn the input down by 9 dB (2.3 % of the samples are cut off)."}, {"gain", 14.2}},
      {{"text", "Your fan hums at 50 Hz. Turn it off or move away from it (18 dB above the room)."}},
      {{"text", "Let your voice move more (the pitch spread is 1.3 semitones; lively readers have 2 to 5)."}}};
  card["findings"] = {{"snr_estimates_disagree", false},
                      {"hum_mains_hz", 50},
                      {"lossy_low_pass_hz", 15800.0},
                      {"cut_start", true},
                      {"upsampled", false}};
  card["notes"] = {"The last 12 bytes of the file were cut off; everything before them was read."};
  return card;
}

/// Everything from outside tries to become markup.
inline Json sample_hostile() {
  Json card = sample_rejected();
  const std::string attack =
      "</script><script>document.documentElement.dataset.hacked='yes'</script><img src=x onerror=alert(1)><!--\u2028";
  card["file"] = attack + ".wav";
  card["summary"] = attack;
  card["first"] = attack;
  card["labels"] = {attack, "{{data}}"};
  card["advice"] = {{{"text", attack}}};
  card["notes"] = {attack};
  card["transcript"] = sample_transcript();
  card["transcript"]["words"][3]["text"] = attack;
  card["transcript"]["engine"] = attack;
  card["measures"]["snr_db"]["limit"] = attack;
  card["measures"]["words_per_minute"]["why"] = attack;
  return card;
}

}  // namespace timbre::studio
