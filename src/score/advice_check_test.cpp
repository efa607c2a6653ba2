// Rung: exact. A table of tips, true and false, on one known scorecard (testing/advice_cards.h).
#include "score/advice_check.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "score/testing/advice_cards.h"

namespace timbre::score {
namespace {

using M = measure::MeasureId;

struct Case {
  M measure;
  Change direction;
  double value;
  const char* text;
  const char* why;  ///< part of the reason it is dropped; empty: it stays
};

constexpr auto kRaise = Change::Raise;
constexpr auto kLower = Change::Lower;
constexpr auto kKeep = Change::Keep;

const std::vector<Case>& cases() {
  static const std::vector<Case> kCases{
      // true
      {M::SnrDb, kRaise, 11.3, "Your voice is only 11.3 dB above the noise. Find a quieter room.", ""},
      {M::SnrDb, kRaise, 11.3, "The SNR is about 11 dB; aim for 35 dB or more.", ""},
      {M::SnrDb, kRaise, 11.3, "The recording is noisy: move closer to the microphone, about 15 cm.", ""},
      {M::SnrDb, kRaise, 11.3, "Close the window and turn off the fan.", ""},
      {M::SnrDb, kRaise, 11.3, "You need at least 24 dB more: switch off whatever hums or blows.", ""},
      {M::NoiseFloorDbfs, kLower, -38.0, "The room reads −38 dBFS; below −50 dBFS it is quiet.", ""},
      {M::NoiseFloorDbfs, kLower, -38.0, "Bring the room down by 15 dB: no fans, no traffic.", ""},
      {M::LoudnessLufs, kRaise, -38.2, "Too quiet: turn the input gain up by 16 dB.", ""},
      {M::LoudnessLufs, kRaise, -38.2, "Your level is -38 LUFS. Speak louder, towards -20 LUFS.", ""},
      {M::LoudnessLufs, kRaise, -38.2, "Raise the gain until it stays between -24 and -16 LUFS, without clipping.", ""},
      {M::F0SpreadSt, kRaise, 1.2, "It sounds monotone, with a spread of 1.2 semitones. Tell it to a friend.", ""},
      {M::F0SpreadSt, kRaise, 1.2, "Let your voice move by 3 semitones or so.", ""},
      {M::SyllableRateHz, kLower, 6.8, "You speak too fast: 6.8 syllables a second. Take your time.", ""},
      {M::SyllableRateHz, kLower, 6.8, "Slow down to about 5 syllables per second.", ""},
      {M::PlosiveCount, kLower, 7, "7 pops were heard. Speak past the microphone.", ""},
      {M::DurationS, kKeep, 20.0, "20 s is a good length; keep it.", ""},
      {M::BandwidthHz, kKeep, 11200, "The sound is bright at 11.2 kHz. Leave the microphone where it is.", ""},
      {M::BandwidthHz, kKeep, 11200, "It is not muffled; record at 48 kHz again.", ""},
      {M::ClippedPercent, kKeep, 0.0, "Nothing distorts. Watch the meter when you turn it up.", ""},
      {M::PausesPerMinute, kKeep, 15.0, "Your pauses are fine as they are.", ""},
      {M::SnrDb, kRaise, 11.3, "Suche einen ruhigeren Raum: 11,3 dB sind zu wenig, 35 dB sind gut.", ""},
      {M::LoudnessLufs, kRaise, -38.2, "Sprich näher am Mikrofon.", ""},
      {M::DynamicsDb, kKeep, 6.0, "You stress your words well; keep doing so.", ""},
      {M::ClickCount, kKeep, 0, "No clicks at all: keep your hands off the desk.", ""},
      // the value read is not the measured one
      {M::SnrDb, kRaise, 12.3, "Find a quieter room.", "it says 12.3; Signal-to-noise ratio is 11.3 dB"},
      {M::SnrDb, kRaise, 0.0, "Find a quieter room.", "it says 0.0"},
      {M::SnrDb, kRaise, -11.3, "Find a quieter room.", "it says -11.3"},
      {M::SnrDb, kRaise, 11.4, "Find a quieter room.", "it says 11.4"},
      {M::LoudnessLufs, kRaise, -20.0, "Turn the gain up.", "it says -20.0"},
      {M::BandwidthHz, kKeep, 11.2, "Leave the microphone where it is.", "it says 11"},
      {M::DurationS, kKeep, 1e300, "Keep the length.", "it says"},
      // the direction is not the one that is needed
      {M::SnrDb, kLower, 11.3, "Let some of the street in.", "too low"},
      {M::SnrDb, kKeep, 11.3, "Leave the room as it is.", "too low"},
      {M::LoudnessLufs, kLower, -38.2, "Take some gain away.", "too low"},
      {M::NoiseFloorDbfs, kRaise, -38.0, "Let the room be heard.", "too high"},
      {M::SyllableRateHz, kRaise, 6.8, "Hurry a little.", "too high"},
      {M::F0SpreadSt, kLower, 1.2, "Calm your voice.", "too low"},
      {M::DurationS, kRaise, 20.0, "Speak for 30 s.", "which is good"},
      {M::DurationS, kLower, 20.0, "Cut it down.", "which is good"},
      {M::BandwidthHz, kRaise, 11200, "Get a brighter microphone.", "which is good"},
      {M::ClippedPercent, kLower, 0.0, "Turn the input gain down.", "which is good"},
      {M::PlosiveCount, kKeep, 7, "Leave the microphone there.", "too high"},
      {M::ClickCount, kLower, 0, "Drink some water.", "which is good"},
      // the measure has no value, or was not judged
      {M::Srmr, kRaise, 6.0, "Hang up curtains.", "not judged"},
      {M::WordsPerMinute, kLower, 190, "Read more slowly.", "not judged"},
      {M::FillerCount, kLower, 4, "Leave out the ums.", "not judged"},
      {M::F0MedianHz, kLower, 180.0, "Speak in a deeper voice.", "not judged"},
      {M::SnrWadaDb, kRaise, 43.0, "Find a quieter room.", "not judged"},
      // numbers in the sentence
      {M::SnrDb, kRaise, 11.3, "Your SNR is 25 dB. Find a quieter room.", "25 db"},
      {M::SnrDb, kRaise, 11.3, "Your SNR is 40 dB, which needs work.", "40 db"},
      {M::SnrDb, kRaise, 11.3, "Aim for an SNR of 20 dB.", "20 db"},
      {M::LoudnessLufs, kRaise, -38.2, "Turn up by 3 dB.", "3 db"},
      {M::LoudnessLufs, kRaise, -38.2, "Your level sits at −16 LUFS, so speak up.", "-16 lufs"},
      {M::LoudnessLufs, kRaise, -38.2, "Aim for 0 LUFS.", "0 lufs"},
      {M::LoudnessLufs, kRaise, -38.2, "Get to -5 LUFS.", "-5 lufs"},
      {M::NoiseFloorDbfs, kLower, -38.0, "Your room has −30 dBFS of noise.", "-30 dbfs"},
      {M::F0SpreadSt, kRaise, 1.2, "Let your voice move by 20 semitones.", "20 semitones"},
      {M::SyllableRateHz, kLower, 6.8, "Speak 8 syllables a second.", "8 syllables"},
      {M::DurationS, kKeep, 20.0, "Your take is 25 s long, which is good.", "25 s"},
      {M::SnrDb, kRaise, 11.3, "The clip has a bandwidth of 3 kHz.", "3 khz"},
      {M::SnrDb, kRaise, 11.3, "Cut it to 90 seconds.", "90 seconds"},
      {M::PlosiveCount, kLower, 7, "The number of pops is 12. Speak past the microphone.", "12"},
      // words that the measured values do not bear out
      {M::SnrDb, kRaise, 11.3, "Your voice is too loud for this room.", "too loud"},
      {M::SnrDb, kRaise, 11.3, "The clipping hides your voice.", "clipping"},
      {M::SnrDb, kRaise, 11.3, "The sound is muffled by the noise.", "muffled"},
      {M::SnrDb, kRaise, 11.3, "There is too much echo.", "too much echo"},
      {M::LoudnessLufs, kRaise, -38.2, "Lower the gain a little.", "lower the gain"},
      {M::LoudnessLufs, kRaise, -38.2, "Turn the gain down and speak.", "turn the gain down"},
      {M::SyllableRateHz, kLower, 6.8, "You drag: speak faster.", "faster"},
      {M::F0SpreadSt, kRaise, 1.2, "Your take is too short to tell.", "too short"},
      {M::PausesPerMinute, kKeep, 15.0, "There are too many pauses.", "too many pauses"},
      {M::DurationS, kKeep, 20.0, "It is too long, but keep it.", "too long"},
      // praise where something must change
      {M::SnrDb, kRaise, 11.3, "Excellent signal; try to keep the room as quiet.", "praises"},
      {M::SnrDb, kRaise, 11.3, "The noise is fine, and a quieter room is nicer still.", "praises"},
      {M::LoudnessLufs, kRaise, -38.2, "Your level is perfect.", "praises"},
      {M::F0SpreadSt, kRaise, 1.2, "Well done, a lively voice.", "praises"},
  };
  return kCases;
}

TEST(AdviceCheck, KeepsWhatIsTrueAndDropsWhatContradictsTheCard) {
  const AdviceFacts facts = advice_facts(troubled_card());
  ASSERT_GE(cases().size(), 60U);
  for (const Case& entry : cases()) {
    const std::string why = contradiction({entry.measure, entry.direction, entry.value, entry.text}, facts);
    const std::string name = std::string(measure::measure_info(entry.measure).name) + ": " + entry.text;
    if (*entry.why == '\0') {
      EXPECT_EQ(why, "") << name;
    } else {
      EXPECT_NE(why.find(entry.why), std::string::npos) << name << " → " << why;
    }
  }
}

TEST(AdviceCheck, LoudnessThatIsFineIsNotTooQuiet) {
  const AdviceFacts fine = advice_facts(score_measurements(home_take()));
  const auto why = [&fine](M id, Change change, double value, const char* text) {
    return contradiction({id, change, value, text}, fine);
  };
  EXPECT_NE(why(M::LoudnessLufs, kRaise, -21.0, "Too quiet."), "");
  EXPECT_NE(why(M::LoudnessLufs, kKeep, -21.0, "Too quiet."), "");
  EXPECT_NE(why(M::SnrDb, kKeep, 42.0, "Good, but too quiet."), "");
  EXPECT_EQ(why(M::SnrDb, kKeep, 42.0, "Excellent: 42 dB. Not too quiet, not too loud."), "");
}

TEST(AdviceCheck, AnAnswerIsReadAndCheckedInOneGo) {
  const Json answer{
      {"advice",
       {{{"measure", "snr_db"}, {"direction", "raise"}, {"value", 11.3}, {"text", "Find a quieter room."}},
        {{"measure", "duration_s"}, {"direction", "raise"}, {"value", 20}, {"text", "Speak longer."}},
        {{"measure", "luck"}, {"direction", "raise"}, {"value", 7}, {"text", "Have more."}}}}};
  const auto checked = check_advice("Here:\n" + answer.dump(), advice_facts(troubled_card()));
  ASSERT_TRUE(checked.ok());
  ASSERT_EQ(checked->tips.size(), 1U);
  EXPECT_EQ(checked->tips[0].text, "Find a quieter room.");
  ASSERT_EQ(checked->dropped.size(), 2U);
  for (const DroppedTip& dropped : checked->dropped) EXPECT_NE(dropped.why, "");
  EXPECT_FALSE(check_advice("no", advice_facts(troubled_card())).ok());
}

TEST(AdviceCheck, OnATakeWithoutAnythingToJudgeNoTipStands) {
  const AdviceFacts nothing = advice_facts(score_measurements({}));
  for (const Case& entry : cases()) {
    EXPECT_NE(contradiction({entry.measure, entry.direction, entry.value, entry.text}, nothing), "") << entry.text;
  }
}

}  // namespace
}  // namespace timbre::score
