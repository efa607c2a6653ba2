#include "eval/voice_table.h"

#include <algorithm>
#include <cstdio>

namespace timbre::eval {
namespace {

constexpr std::array<VoiceMeasureInfo, kVoiceMeasureCount> kInfo{{
    {"word_error_percent", "word errors, pocketsphinx, %", 1},
    {"accepted_percent", "accepted as the speaker, %", 1},
    {"accepted_by_cosine_percent", "accepted by the bare cosine, %", 1},
    {"identified_percent", "nearest to the speaker, of all speakers, %", 1},
    {"cosine", "cosine with the speaker's other recordings", 3},
    {"dnsmos_overall", "DNSMOS OVRL", 2},
    {"dnsmos_signal", "DNSMOS SIG", 2},
    {"dnsmos_background", "DNSMOS BAK", 2},
    {"pitch_error_st", "median F0 off by, semitones", 2},
    {"rate_error_percent", "syllable rate off by, %", 1},
    {"real_time_factor", "real-time factor, one core", 3},
    {"first_audio_ms", "first audio after, ms", 0},
    {"learn_ms", "ready after the reference, ms", 0},
    {"memory_mib", "memory above idle, MiB", 0},
}};

constexpr std::array<VoiceBar, 11> kBars{{
    {VoiceMeasure::WordErrorPercent, Bound::AtMost, 10.0, "flite"},
    {VoiceMeasure::AcceptedPercent, Bound::AtLeast, 60.0, {}},
    {VoiceMeasure::AcceptedPercent, Bound::AtLeast, 30.0, "espeak"},
    {VoiceMeasure::IdentifiedPercent, Bound::AtLeast, 60.0, {}},
    {VoiceMeasure::IdentifiedPercent, Bound::AtLeast, 30.0, "espeak"},
    {VoiceMeasure::DnsmosOverall, Bound::AtLeast, 2.7, {}},
    {VoiceMeasure::PitchErrorSt, Bound::AtMost, 1.0, {}},
    {VoiceMeasure::RateErrorPercent, Bound::AtMost, 10.0, {}},
    {VoiceMeasure::RealTimeFactor, Bound::AtMost, 0.2, {}},
    {VoiceMeasure::FirstAudioMs, Bound::AtMost, 300.0, {}},
    {VoiceMeasure::MemoryMib, Bound::AtMost, 300.0, {}},
}};

const VoiceScore* find(std::span<const VoiceScore> scores, std::string_view system) {
  const auto at = std::find_if(scores.begin(), scores.end(), [&](const auto& s) { return s.system == system; });
  return at != scores.end() ? &*at : nullptr;
}

std::string number(double value, int decimals) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string bar_text(const VoiceBar& bar, std::span<const VoiceScore> scores) {
  char text[60];
  std::snprintf(text, sizeof text, "%s %g", bar.bound == Bound::AtMost ? "≤" : "≥", bar.limit);
  if (bar.over.empty()) return text;
  const VoiceScore* other = find(scores, bar.over);
  char lead[60];
  std::snprintf(lead, sizeof lead, " + %g", bar.limit);
  return (bar.bound == Bound::AtMost ? "≤ " : "≥ ") + (other != nullptr ? other->title : std::string(bar.over)) + lead;
}

std::string_view state_text(BarState state) {
  if (state == BarState::NotMeasured) return "not measured";
  return state == BarState::Holds ? "ok" : "missed";
}

/// The bars of one measure, and what became of each.
std::pair<std::string, std::string> bars_of(VoiceMeasure measure, std::span<const VoiceScore> scores) {
  std::pair<std::string, std::string> cells;
  for (const VoiceBar& bar : kBars) {
    if (bar.measure != measure) continue;
    cells.first += (cells.first.empty() ? "" : "; ") + bar_text(bar, scores);
    cells.second += (cells.second.empty() ? "" : "; ") + std::string(state_text(bar_state(bar, scores)));
  }
  return cells;
}

/// One line for measures that were skipped for one reason.
std::string skipped_lines(const Skipped& skipped) {
  std::map<std::string, std::string> titles_of;
  for (const auto& [measure, why] : skipped) {
    auto& titles = titles_of[why];
    titles += (titles.empty() ? "" : ", ") + std::string(voice_measure_info(measure).title);
  }
  std::string text;
  for (const auto& [why, titles] : titles_of) text += "\nSKIPPED " + titles + ": " + why + "\n";
  return text;
}

}  // namespace

const VoiceMeasureInfo& voice_measure_info(VoiceMeasure measure) { return kInfo.at(static_cast<std::size_t>(measure)); }

std::span<const VoiceBar> voice_bars() { return kBars; }

BarState bar_state(const VoiceBar& bar, std::span<const VoiceScore> scores) {
  const VoiceScore* judged = find(scores, kJudgedSystem);
  if (judged == nullptr || !(*judged)[bar.measure]) return BarState::NotMeasured;
  double limit = bar.limit;
  if (!bar.over.empty()) {
    const VoiceScore* other = find(scores, bar.over);
    if (other == nullptr || !(*other)[bar.measure]) return BarState::NotMeasured;
    limit += *(*other)[bar.measure];
  }
  const double value = *(*judged)[bar.measure];
  const bool holds = bar.bound == Bound::AtMost ? value <= limit : value >= limit;
  return holds ? BarState::Holds : BarState::Missed;
}

std::string voice_table(std::span<const VoiceScore> scores, const Skipped& skipped) {
  std::string text = "| |";
  std::string rule = "\n|---|";
  for (const auto& score : scores) {
    text += ' ' + score.title + " |";
    rule += "---|";
  }
  text += " bar | |" + rule + "---|---|\n";
  for (std::size_t m = 0; m < kVoiceMeasureCount; ++m) {
    const auto measure = static_cast<VoiceMeasure>(m);
    const auto& info = voice_measure_info(measure);
    text += "| " + std::string(info.title) + " |";
    for (const auto& score : scores) {
      const auto& value = score[measure];
      const std::string none = skipped.contains(measure) ? "SKIPPED" : "–";
      text += ' ' + (value ? number(*value, info.decimals) : none) + " |";
    }
    const auto [bars, states] = bars_of(measure, scores);
    text += ' ' + bars + " | " + states + " |\n";
  }
  return text + skipped_lines(skipped);
}

Json voice_table_json(std::span<const VoiceScore> scores, const Skipped& skipped) {
  Json systems = Json::array();
  for (const auto& score : scores) {
    Json measures = Json::object();
    for (std::size_t m = 0; m < kVoiceMeasureCount; ++m) {
      const auto& value = score.value.at(m);
      measures[std::string(kInfo.at(m).name)] = value ? Json(*value) : Json(nullptr);
    }
    systems.push_back({{"name", score.system}, {"title", score.title}, {"measures", std::move(measures)}});
  }
  Json bars = Json::array();
  for (const VoiceBar& bar : kBars) {
    bars.push_back({{"measure", voice_measure_info(bar.measure).name},
                    {"bound", bar.bound == Bound::AtMost ? "at_most" : "at_least"},
                    {"limit", bar.limit},
                    {"over", bar.over.empty() ? Json(nullptr) : Json(bar.over)},
                    {"state", state_text(bar_state(bar, scores))}});
  }
  Json whys = Json::object();
  for (const auto& [measure, why] : skipped) whys[std::string(voice_measure_info(measure).name)] = why;
  return {{"systems", std::move(systems)}, {"bars", std::move(bars)}, {"skipped", std::move(whys)}};
}

}  // namespace timbre::eval
