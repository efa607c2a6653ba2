// Rung: exact, on takes made of segments.
#include "score/best_window.h"

#include <cmath>

#include "gtest/gtest.h"

namespace timbre::score {
namespace {

constexpr double kHop = 0.01;

/// A take drawn by hand: stretches of speech with their level, and silence at −70 dB between.
struct Drawn {
  measure::VoiceActivity activity{kHop, {}};
  measure::FrameLevels levels{kHop, {}, {}};
  measure::PitchContour pitch{kHop, {}};
  std::vector<measure::Event> events;
  text::Transcript transcript;

  Drawn& add(double seconds, bool is_speech, double level_db = -20.0, double pitch_spread_st = 3.0) {
    const auto count = static_cast<std::size_t>(std::lround(seconds / kHop));
    for (std::size_t i = 0; i < count; ++i) {
      const double wave = std::sin(0.7 * static_cast<double>(i));
      activity.is_speech.push_back(is_speech ? 1 : 0);
      levels.mean_square.push_back(
          static_cast<float>(std::pow(10.0, (is_speech ? level_db + 5.0 * wave : -70.0) / 10.0)));
      levels.zero_share.push_back(0.0F);
      pitch.f0_hz.push_back(is_speech ? static_cast<float>(120.0 * std::exp2(pitch_spread_st * wave / 12.0)) : 0.0F);
    }
    return *this;
  }
  Drawn& say(double seconds, double level_db = -20.0, double spread_st = 3.0) {
    return add(seconds, true, level_db, spread_st);
  }
  Drawn& pause(double seconds) { return add(seconds, false); }
  [[nodiscard]] double now() const { return static_cast<double>(activity.is_speech.size()) * kHop; }
  [[nodiscard]] WindowEvidence evidence() const {
    return {activity, levels, pitch, events, transcript.words.empty() ? nullptr : &transcript, false, false};
  }
};

Profile profile(double min_s, double from_s, double to_s, std::optional<double> limit_s, Beyond beyond) {
  Profile p = studio_profile();
  p.title = "Model";
  p.min_duration_s = min_s;
  p.ideal_from_s = from_s;
  p.ideal_to_s = to_s;
  p.limit_s = limit_s;
  p.beyond = beyond;
  p.lead_s = 0.1;
  p.tail_s = 0.2;
  p.max_pause_s.reset();
  p.first_s.reset();
  return p;
}

const Profile kTen = profile(3, 4, 9, 10, Beyond::Refuses);

TEST(BestWindow, CutsInPausesOnly) {
  const Drawn take = Drawn().pause(0.5).say(4).pause(0.4).say(4).pause(0.4).say(4).pause(0.5);
  const auto window = find_best_window(take.evidence(), kTen);
  ASSERT_TRUE(window.ok()) << window.error().message;
  for (const double cut : {window->speech.start_s, window->speech.end_s}) {
    bool is_edge = false;
    for (const TimeRange& s : take.activity.segments()) is_edge = is_edge || s.start_s == cut || s.end_s == cut;
    EXPECT_TRUE(is_edge) << cut;
  }
  EXPECT_TRUE(window->is_ideal);
}

TEST(BestWindow, TakesTheCleanerLivelierPart) {
  Drawn take = Drawn().pause(0.5).say(5, -20, 0.2).pause(0.6).say(5, -20, 4.0).pause(0.6).say(5, -20, 0.2).pause(0.5);
  const auto lively = find_best_window(take.evidence(), profile(3, 4, 6, 10, Beyond::Refuses));
  ASSERT_TRUE(lively.ok());
  EXPECT_NEAR(lively->speech.start_s, 6.1, 0.011);
  for (const double at : {7.0, 8.0, 9.0, 9.5}) take.events.push_back({measure::EventKind::Clip, {at, at + 0.01}});
  const auto clean = find_best_window(take.evidence(), profile(3, 4, 6, 10, Beyond::Refuses));
  ASSERT_TRUE(clean.ok());
  EXPECT_NE(clean->speech.start_s, lively->speech.start_s) << "four clips outweigh the liveliness";
}

TEST(BestWindow, PutsTheStrongestPhraseFirst) {
  const Drawn take =
      Drawn().pause(0.5).say(3, -20, 0.2).pause(0.5).say(3, -20, 4.0).pause(0.5).say(3, -20, 0.2).pause(0.5);
  Profile p = profile(3, 6, 7.5, 30, Beyond::Truncates);
  p.first_s = 3.0;
  const auto window = find_best_window(take.evidence(), p);
  ASSERT_TRUE(window.ok());
  EXPECT_NEAR(window->speech.start_s, 4.0, 0.011) << "the lively phrase begins the clip";
}

TEST(BestWindow, LimitsHoldExactlyAtTheBorder) {
  // 2.7 s of speech, with lead and tail exactly 3 s.
  EXPECT_TRUE(find_best_window(Drawn().pause(0.5).say(2.7).pause(0.5).evidence(), kTen).ok());
  const auto shorter = find_best_window(Drawn().pause(0.5).say(2.69).pause(0.5).evidence(), kTen);
  ASSERT_FALSE(shorter.ok());
  EXPECT_NE(shorter.error().message.find("Record 0.01 s more"), std::string::npos) << shorter.error().message;
  EXPECT_TRUE(find_best_window(Drawn().say(9.69).pause(0.5).evidence(), kTen).ok());
  const auto longer = find_best_window(Drawn().say(9.71).pause(0.5).evidence(), kTen);
  ASSERT_FALSE(longer.ok());
  EXPECT_NE(longer.error().message.find("no two pauses"), std::string::npos) << longer.error().message;
}

TEST(BestWindow, OutsideTheIdealTheNearestIsTakenAndSaid) {
  const auto window = find_best_window(Drawn().pause(0.5).say(3).pause(0.5).evidence(), kTen);
  ASSERT_TRUE(window.ok());
  EXPECT_FALSE(window->is_ideal);
  EXPECT_TRUE(window->is_all_speech);
}

TEST(BestWindow, TakesAllSpeechWhereItIsPreferredAndFits) {
  const Drawn fits = Drawn().pause(0.5).say(4).pause(0.4).say(5).pause(0.5);
  WindowEvidence evidence = fits.evidence();
  evidence.prefers_all_speech = true;
  EXPECT_TRUE(find_best_window(evidence, kTen)->is_all_speech);
  const Drawn too_long = Drawn().pause(0.5).say(5).pause(0.4).say(5).pause(0.5);
  EXPECT_FALSE(
      find_best_window({too_long.activity, too_long.levels, too_long.pitch, {}, nullptr, false, false, true}, kTen)
          ->is_all_speech);
}

TEST(BestWindow, WithoutSpeechThereIsNone) {
  EXPECT_FALSE(find_best_window(Drawn().pause(10).evidence(), kTen).ok());
  EXPECT_FALSE(find_best_window(Drawn().evidence(), kTen).ok()) << "an empty take";
}

TEST(BestWindow, NeverCutsInsideAWordAndTakesTheWordsAlong) {
  // The pause at 3.5 … 3.65 lies inside "extra-ordinary", which the recogniser heard as one word.
  Drawn take = Drawn().pause(0.5).say(3).pause(0.15).say(3).pause(0.6).say(3.6).pause(0.5);
  take.transcript.words = {{"Now", {0.5, 2.8}, 0.9},
                           {"extraordinary", {2.9, 4.4}, 0.9},
                           {"things", {4.5, 6.64}, 0.9},
                           {"happen", {7.26, 9}, 0.9},
                           {"here.", {9.1, 10.8}, 0.9}};
  const auto window = find_best_window(take.evidence(), profile(2, 3, 5, 6, Beyond::Refuses));
  ASSERT_TRUE(window.ok()) << window.error().message;
  EXPECT_NEAR(window->speech.start_s, 7.25, 0.011) << "3 s would fit elsewhere, but only by cutting the word";
  EXPECT_EQ(window->first_word, 3U);
  EXPECT_EQ(window->word_count, 2U);
}

TEST(BestWindow, PrefersTheEndsOfSentences) {
  Drawn take = Drawn().pause(0.5).say(4).pause(0.4).say(4).pause(0.4).say(4).pause(0.5);
  take.transcript.words = {{"one", {0.6, 4.4}, 0.9}, {"two.", {5.0, 8.8}, 0.9}, {"Three", {9.4, 13.2}, 0.9}};
  // One segment fits; "Three" begins after a full stop and ends with the take.
  const auto window = find_best_window(take.evidence(), profile(3, 4, 5, 6, Beyond::Refuses));
  ASSERT_TRUE(window.ok());
  EXPECT_EQ(window->first_word, 2U);
  EXPECT_EQ(window->word_count, 1U);
}

// Rung: property.
TEST(BestWindow, DoesNotDependOnGain) {
  Drawn loud =
      Drawn().pause(0.5).say(4, -18).pause(0.4).say(3, -25).pause(0.3).say(4, -20).pause(0.6).say(3).pause(0.5);
  Drawn quiet = loud;
  for (float& x : quiet.levels.mean_square) x *= 0.01F;
  const auto a = find_best_window(loud.evidence(), kTen);
  const auto b = find_best_window(quiet.evidence(), kTen);
  ASSERT_TRUE(a.ok() && b.ok());
  EXPECT_EQ(a->speech, b->speech);
  EXPECT_NEAR(a->score, b->score, 1e-4);
}

// Rung: property. An hour of short phrases has a window, in every profile that it is long enough for.
TEST(BestWindow, AnHourIsBounded) {
  Drawn take;
  take.pause(0.5);
  for (int i = 0; i < 1200; ++i) take.say(2.0 + 0.1 * (i % 7), -20 - i % 5).pause(0.3 + 0.05 * (i % 9));
  for (const Profile& p : profiles()) {
    const auto window = find_best_window(take.evidence(), p);
    ASSERT_TRUE(window.ok()) << p.name << ": " << window.error().message;
    const double clip_s = window->speech.end_s - window->speech.start_s + p.lead_s + p.tail_s;
    EXPECT_GE(clip_s, p.ideal_from_s) << p.name;
    EXPECT_LE(clip_s, p.ideal_to_s) << p.name;
  }
}

TEST(ChosenWindow, IsMovedToTheNearestPausesAndScored) {
  const Drawn take = Drawn().pause(0.5).say(4).pause(0.4).say(4).pause(0.4).say(4).pause(0.5);
  const auto window = chosen_window(take.evidence(), kTen, {4.6, 8.1});
  ASSERT_TRUE(window.ok()) << window.error().message;
  EXPECT_NEAR(window->speech.start_s, 4.9, 1e-9);
  EXPECT_NEAR(window->speech.end_s, 8.9, 1e-9);
  EXPECT_TRUE(window->is_ideal);
  EXPECT_GT(window->score, 0.0);
  const auto again = chosen_window(take.evidence(), kTen, window->speech);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->speech.start_s, window->speech.start_s) << "what was given back is taken as it is";
  EXPECT_EQ(again->speech.end_s, window->speech.end_s);
}

TEST(ChosenWindow, NeverEndsInAWordOrInABreathBetweenSounds) {
  Drawn take = Drawn().pause(0.5).say(4).pause(0.08).say(2).pause(0.4).say(4).pause(0.5);
  const auto breath = chosen_window(take.evidence(), kTen, {0.5, 4.5});
  ASSERT_TRUE(breath.ok());
  EXPECT_NEAR(breath->speech.end_s, 6.58, 1e-9) << "0.08 s is no pause to cut at";
  take.transcript.words = {{"one", {0.6, 1.0}, 1.0}, {"long", {6.0, 7.5}, 1.0}, {"end.", {9.0, 9.5}, 1.0}};
  const auto word = chosen_window(take.evidence(), profile(3, 4, 9, 20, Beyond::Refuses), {0.5, 6.5});
  ASSERT_TRUE(word.ok());
  EXPECT_NEAR(word->speech.end_s, 10.98, 1e-9) << "the pause lies inside a word";
}

TEST(ChosenWindow, RefusesNamingValueAndLimit) {
  const Drawn take = Drawn().pause(0.5).say(2).pause(0.4).say(8).pause(0.4).say(4).pause(0.5);
  const auto said = [&](double start_s, double end_s) {
    const auto window = chosen_window(take.evidence(), kTen, {start_s, end_s});
    return window.ok() ? std::string("taken") : window.error().message;
  };
  const auto has = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
  EXPECT_TRUE(has(said(0.5, 2.5), "2.30 s") && has(said(0.5, 2.5), "at least 3.0 s")) << said(0.5, 2.5);
  EXPECT_TRUE(has(said(0.5, 11.0), "10.70 s") && has(said(0.5, 11.0), "at most 10.0 s")) << said(0.5, 11.0);
  EXPECT_TRUE(has(said(5.0, 5.0), "empty"));
  EXPECT_TRUE(has(said(7.0, 5.0), "empty"));
  EXPECT_TRUE(has(said(-1.0, 5.0), "outside"));
  EXPECT_TRUE(has(said(1.0, 90.0), "15.80 s"));
  EXPECT_TRUE(has(said(std::nan(""), 5.0), "empty"));
  EXPECT_TRUE(has(said(0.5, HUGE_VAL), "outside"));
  EXPECT_FALSE(chosen_window(Drawn().pause(5).evidence(), kTen, {1.0, 4.0}).ok());
}

}  // namespace
}  // namespace timbre::score
