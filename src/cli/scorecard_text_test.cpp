#include "cli/scorecard_text.h"

#include <sstream>

#include "gtest/gtest.h"

#include "score/score.h"

namespace timbre::cli {
namespace {

using measure::MeasureId;

score::Scorecard sample_card() {
  measure::TakeMeasurements measured;
  measured.stored.sample_rate_hz = 48000;
  auto& readings = measured.readings;
  for (auto [id, value] : {std::pair{MeasureId::SnrDb, 11.3},
                           {MeasureId::NoiseFloorDbfs, -40.0},
                           {MeasureId::ClippedPercent, 0.0},
                           {MeasureId::TruePeakDbtp, -3.0},
                           {MeasureId::LoudnessLufs, -22.0},
                           {MeasureId::DurationS, 20.0},
                           {MeasureId::SampleRateHz, 48000.0},
                           {MeasureId::SilencePercent, 20.0},
                           {MeasureId::BandwidthHz, 12000.0},
                           {MeasureId::F0SpreadSt, 3.0}}) {
    readings[id] = measure::Reading::of(value);
  }
  readings[MeasureId::WordsPerMinute] = measure::Reading::none("needs a transcript");
  measured.notes = {"cut off\x1b[2J"};
  score::ScoreOptions options;
  options.file = "my \x1b]0;take.wav";
  return score::score_measurements(measured, options);
}

TEST(RenderCard, SaysVerdictReasonsAndNextAction) {
  std::ostringstream sink;
  Terminal terminal{sink, sink};
  const std::string text = render_card(sample_card(), terminal);
  for (const char* part : {"Reject", "☆", "Signal-to-noise ratio", "11.3 dB", "needs a transcript", "Change first"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is missing in\n" << text;
  }
  EXPECT_EQ(text.find('\x1b'), std::string::npos) << "nothing from a file may reach the terminal as a control code";
}

TEST(RenderCard, ShowsTheWordsAndWhetherTheyAreSure) {
  std::ostringstream sink;
  Terminal terminal{sink, sink};
  EXPECT_NE(render_card(sample_card(), terminal).find("Words –  no transcript was made"), std::string::npos);
  score::Scorecard card = sample_card();
  card.words = {text::Transcript{{{"hello", {0.0, 1.0}, 0.9}, {"wor\x1bld", {1.0, 2.0}, 0.9}}, "en", "test", 2.0}, {}};
  std::string text = render_card(card, terminal);
  EXPECT_NE(text.find("heard by test\n    hello wor"), std::string::npos) << text;
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  for (auto& word : card.words.transcript->words) word.confidence = 0.2;
  EXPECT_NE(render_card(card, terminal).find("uncertain: check them"), std::string::npos);
}

TEST(RenderCard, IsBigAndColouredOnATerminal) {
  std::ostringstream sink;
  Terminal terminal{sink, sink};
  terminal.is_interactive = true;
  terminal.has_color = true;
  const std::string text = render_card(sample_card(), terminal);
  EXPECT_NE(text.find("█▀█ █▀▀   █ █▀▀ █▀▀ ▀█▀"), std::string::npos) << text;
  EXPECT_NE(text.find("\x1b[31m"), std::string::npos);
  EXPECT_EQ(text.find("\x1b]0;"), std::string::npos);
}

TEST(RenderLine, IsOneLine) {
  std::ostringstream sink;
  const Terminal terminal{sink, sink};
  const std::string line = render_line(sample_card(), terminal);
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_NE(line.find("Reject"), std::string::npos);
}

TEST(Shortened, KeepsWholeCharacters) {
  EXPECT_EQ(shortened("≥ 35 dB", 7), "≥ 35 dB");
  EXPECT_EQ(shortened("≥ 35 dB", 4), "≥ 3…");
  EXPECT_EQ(shortened("abc", 0), "");
}

}  // namespace
}  // namespace timbre::cli
