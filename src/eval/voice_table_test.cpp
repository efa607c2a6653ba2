// Rungs: exact (cells, states), property (every bar says what it needs).
#include "eval/voice_table.h"

#include <set>

#include "gtest/gtest.h"

namespace timbre::eval {
namespace {

VoiceScore score(const std::string& system, VoiceMeasure measure, double value) {
  VoiceScore made{.system = system, .title = system};
  made[measure] = value;
  return made;
}

const VoiceBar& bar_of(VoiceMeasure measure, std::string_view over) {
  for (const VoiceBar& bar : voice_bars()) {
    if (bar.measure == measure && bar.over == over) return bar;
  }
  static const VoiceBar kNone;
  ADD_FAILURE() << "no such bar";
  return kNone;
}

TEST(VoiceTable, ABarIsHeldByTheNumberItself) {
  const auto& bar = bar_of(VoiceMeasure::PitchErrorSt, {});
  EXPECT_EQ(bar_state(bar, std::vector{score("clone", VoiceMeasure::PitchErrorSt, 1.0)}), BarState::Holds);
  EXPECT_EQ(bar_state(bar, std::vector{score("clone", VoiceMeasure::PitchErrorSt, 1.001)}), BarState::Missed)
      << "though it is printed as 1.00";
  EXPECT_EQ(bar_state(bar, std::vector{score("flite", VoiceMeasure::PitchErrorSt, 0.5)}), BarState::NotMeasured);
  EXPECT_EQ(bar_state(bar, std::vector{score("clone", VoiceMeasure::Cosine, 0.5)}), BarState::NotMeasured);
}

TEST(VoiceTable, ABarMayCountFromAnotherSystem) {
  const auto& words = bar_of(VoiceMeasure::WordErrorPercent, "flite");
  const auto clone = [](double v) { return score("clone", VoiceMeasure::WordErrorPercent, v); };
  const auto flite = score("flite", VoiceMeasure::WordErrorPercent, 20.0);
  EXPECT_EQ(bar_state(words, std::vector{clone(30.0), flite}), BarState::Holds);
  EXPECT_EQ(bar_state(words, std::vector{clone(30.1), flite}), BarState::Missed);
  EXPECT_EQ(bar_state(words, std::vector{clone(0.0)}), BarState::NotMeasured);
  const auto& accepted = bar_of(VoiceMeasure::AcceptedPercent, "espeak");
  const auto espeak = score("espeak", VoiceMeasure::AcceptedPercent, 35.0);
  EXPECT_EQ(bar_state(accepted, std::vector{score("clone", VoiceMeasure::AcceptedPercent, 64.0), espeak}),
            BarState::Missed);
  EXPECT_EQ(bar_state(accepted, std::vector{score("clone", VoiceMeasure::AcceptedPercent, 65.0), espeak}),
            BarState::Holds);
}

TEST(VoiceTable, EveryMeasureIsARowWithItsBars) {
  std::vector<VoiceScore> scores{score("clone", VoiceMeasure::DnsmosOverall, 2.649),
                                 score("real", VoiceMeasure::DnsmosOverall, 3.04)};
  scores[0].title = "built-in";
  const std::string text = voice_table(scores, {});
  EXPECT_NE(text.find("| DNSMOS OVRL | 2.65 | 3.04 | ≥ 2.7 | missed |\n"), std::string::npos) << text;
  EXPECT_NE(text.find("| DNSMOS SIG | – | – |  |  |\n"), std::string::npos) << text;
  EXPECT_NE(text.find("| | built-in | real | bar | |\n|---|---|---|---|---|\n"), std::string::npos) << text;
  EXPECT_NE(text.find("≥ 60; ≥ espeak + 30 | not measured; not measured |"), std::string::npos) << text;
}

TEST(VoiceTable, WhatWasSkippedSaysWhy) {
  const std::vector<VoiceScore> scores{score("clone", VoiceMeasure::Cosine, 0.5)};
  const std::string text =
      voice_table(scores, {{VoiceMeasure::DnsmosOverall, "no model"}, {VoiceMeasure::DnsmosSignal, "no model"}});
  EXPECT_NE(text.find("| DNSMOS OVRL | SKIPPED | ≥ 2.7 | not measured |\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nSKIPPED DNSMOS OVRL, DNSMOS SIG: no model\n"), std::string::npos) << text;
}

TEST(VoiceTable, TheJsonHoldsTheNumbersAndTheStates) {
  const std::vector<VoiceScore> scores{score("clone", VoiceMeasure::RealTimeFactor, 0.12345)};
  const Json json = voice_table_json(scores, {{VoiceMeasure::DnsmosSignal, "no model"}});
  EXPECT_EQ(json["systems"][0]["measures"]["real_time_factor"], 0.12345);
  EXPECT_TRUE(json["systems"][0]["measures"]["cosine"].is_null());
  EXPECT_EQ(json["skipped"]["dnsmos_signal"], "no model");
  std::set<std::string> states;
  for (const auto& bar : json["bars"]) states.insert(bar["state"].get<std::string>());
  EXPECT_EQ(states, (std::set<std::string>{"ok", "not measured"}));
}

TEST(VoiceTable, NamesAndTitlesAreDistinct) {
  std::set<std::string_view> names;
  std::set<std::string_view> titles;
  for (std::size_t m = 0; m < kVoiceMeasureCount; ++m) {
    names.insert(voice_measure_info(static_cast<VoiceMeasure>(m)).name);
    titles.insert(voice_measure_info(static_cast<VoiceMeasure>(m)).title);
  }
  EXPECT_EQ(names.size(), kVoiceMeasureCount);
  EXPECT_EQ(titles.size(), kVoiceMeasureCount);
}

}  // namespace
}  // namespace timbre::eval
