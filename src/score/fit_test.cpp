// Rung: exact.
#include "score/fit.h"

#include <algorithm>

#include "gtest/gtest.h"

#include "score/testing/takes.h"

namespace timbre::score {
namespace {

using measure::MeasureId;
using measure::Reading;

measure::TakeMeasurements take_of(double duration_s, double rate_hz = 48000.0) {
  measure::TakeMeasurements take = home_take();
  take.readings[MeasureId::DurationS] = Reading::of(duration_s);
  take.readings[MeasureId::SampleRateHz] = Reading::of(rate_hz);
  take.readings[MeasureId::PauseLongestS] = Reading::of(0.4);
  return take;
}

Fit fit(double duration_s, const char* profile, double rate_hz = 48000.0) {
  return fit_to(take_of(duration_s, rate_hz), nullptr, **find_profile(profile));
}

TEST(Fit, EveryProfileTakesItsOwnLimitsAndNothingBeyondThem) {
  constexpr double kHair = 0.001;
  for (const Profile& p : profiles()) {
    EXPECT_EQ(fit(p.min_duration_s - kHair, p.name.c_str()).answer, FitAnswer::Refuses) << p.name;
    EXPECT_NE(fit(p.min_duration_s, p.name.c_str()).answer, FitAnswer::Refuses) << p.name;
    EXPECT_EQ(fit(p.ideal_from_s, p.name.c_str()).answer, FitAnswer::Accepts) << p.name;
    EXPECT_EQ(fit(p.ideal_to_s, p.name.c_str()).answer, FitAnswer::Accepts) << p.name;
    if (!p.limit_s) {
      EXPECT_EQ(fit(10000.0, p.name.c_str()).answer, FitAnswer::Accepts) << p.name;
      continue;
    }
    EXPECT_EQ(fit(*p.limit_s, p.name.c_str()).answer, FitAnswer::Accepts) << p.name;
    const Fit over = fit(*p.limit_s + kHair, p.name.c_str());
    switch (p.beyond) {
      case Beyond::Refuses:
        EXPECT_EQ(over.answer, FitAnswer::Refuses) << p.name;
        EXPECT_FALSE(over.to_do.empty());
        break;
      case Beyond::Truncates:
        EXPECT_EQ(over.answer, FitAnswer::Part) << p.name;
        EXPECT_EQ(over.lost, (TimeRange{*p.limit_s, *p.limit_s + kHair})) << p.name;
        break;
      case Beyond::CutsAtSilence:
        EXPECT_EQ(over.answer, FitAnswer::Part) << p.name;
        EXPECT_FALSE(over.lost.has_value()) << "nobody knows where";
        break;
      default:
        EXPECT_EQ(over.answer, FitAnswer::Accepts) << p.name;
    }
    EXPECT_FALSE(over.why.empty()) << p.name;
  }
}

TEST(Fit, SaysByHowMuchATakeIsTooShort) {
  const Fit short_one = fit(2.25, "gpt-sovits");
  EXPECT_EQ(short_one.why.front(), "2.25 s is shorter than the 3 s it needs");
  EXPECT_EQ(short_one.to_do.front(), "record 0.75 s more");
}

TEST(Fit, ALowRateIsRefusedWhereTheModelRefusesIt) {
  EXPECT_EQ(fit(12.0, "qwen-hosted", 24000).answer, FitAnswer::Accepts);
  EXPECT_EQ(fit(12.0, "qwen-hosted", 23999).answer, FitAnswer::Refuses);
  const Fit resampled = fit(12.0, "indextts2", 16000);
  EXPECT_EQ(resampled.answer, FitAnswer::Accepts);
  EXPECT_FALSE(resampled.is_ideal);
}

TEST(Fit, PausesAndWordsAreRemarked) {
  measure::TakeMeasurements take = take_of(10.0);
  const Profile& neutts = **find_profile("neutts");
  text::Transcript sure;
  sure.words = {{"Hello.", {0.0, 1.0}, 0.9}};
  EXPECT_TRUE(fit_to(take, &sure, neutts).is_ideal);
  take.readings[MeasureId::PauseLongestS] = Reading::of(0.5);
  EXPECT_TRUE(fit_to(take, &sure, neutts).is_ideal) << "the limit itself is within it";
  take.readings[MeasureId::PauseLongestS] = Reading::of(0.51);
  EXPECT_FALSE(fit_to(take, &sure, neutts).is_ideal);
  take.readings[MeasureId::PauseLongestS] = Reading::none("no pauses");
  text::Transcript unsure = sure;
  unsure.words[0].confidence = text::kUncertainBelow - 0.01;
  EXPECT_FALSE(fit_to(take, &unsure, neutts).is_ideal);
  EXPECT_NE(fit_to(take, &unsure, neutts).why.front().find("uncertain"), std::string::npos);
  const text::Transcript none;
  EXPECT_NE(fit_to(take, &none, neutts).why.front().find("none were found"), std::string::npos);
}

TEST(Fit, WithoutSpeechEverythingRefuses) {
  measure::TakeMeasurements take = take_of(12.0);
  take.findings.no_speech = true;
  for (const Fit& one : fit_report(take, nullptr, profiles())) EXPECT_EQ(one.answer, FitAnswer::Refuses) << one.profile;
}

// Rung: property. A longer take never turns from too long to accepted, and every answer says why.
TEST(Fit, AnswersAreMonotoneInLengthAboveTheIdeal) {
  for (const Profile& p : profiles()) {
    int worst = 0;
    for (double duration_s = p.ideal_to_s; duration_s < 2.0 * p.ideal_to_s + 60.0; duration_s += 0.5) {
      const Fit one = fit(duration_s, p.name.c_str());
      EXPECT_GE(static_cast<int>(one.answer), worst) << p.name << " " << duration_s;
      worst = std::max(worst, static_cast<int>(one.answer));
      EXPECT_FALSE(one.why.empty());
    }
  }
}

}  // namespace
}  // namespace timbre::score
