#include "score/profiles.h"

#include <set>
#include <string>

#include "gtest/gtest.h"

#include "score/score.h"
#include "score/testing/takes.h"

namespace timbre::score {
namespace {

TEST(Profiles, AreFoundByNameAndStudioIsFirst) {
  const auto found = find_profile("gpt-sovits");
  ASSERT_TRUE(found.ok());
  EXPECT_EQ((*found)->title, "GPT-SoVITS");
  EXPECT_EQ(studio_profile().name, "studio");
}

TEST(Profiles, AnUnknownNameListsTheKnownOnes) {
  const auto found = find_profile("nonesuch");
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().kind, ErrorKind::NotFound);
  for (const Profile& profile : profiles()) {
    EXPECT_NE(found.error().message.find(std::string(profile.name)), std::string::npos) << profile.name;
  }
}

// Rung: property.
TEST(Profiles, AreConsistent) {
  std::set<std::string_view> names;
  for (const Profile& profile : profiles()) {
    EXPECT_TRUE(names.insert(profile.name).second) << profile.name;
    EXPECT_LT(0.0, profile.min_duration_s);
    EXPECT_LT(profile.min_duration_s, profile.ideal_from_s) << profile.name;
    EXPECT_LT(profile.ideal_from_s, profile.ideal_to_s) << profile.name;
    if (profile.max_duration_s) {
      EXPECT_LT(profile.ideal_to_s, *profile.max_duration_s) << profile.name;
    }
    EXPECT_FALSE(profile.source.empty());
  }
}

TEST(Profiles, ChangeTheLimitsOfATake) {
  measure::TakeMeasurements take = home_take();
  take.readings[measure::MeasureId::DurationS] = measure::Reading::of(6.0);
  EXPECT_EQ(score_measurements(take).verdict, Verdict::Reject) << "6 s is too short for the studio";
  ScoreOptions options;
  options.profile = *find_profile("gpt-sovits");
  EXPECT_EQ(score_measurements(take, options).verdict, Verdict::Keep);
  take.readings[measure::MeasureId::DurationS] = measure::Reading::of(10.01);
  EXPECT_EQ(score_measurements(take, options).verdict, Verdict::Reject);
}

}  // namespace
}  // namespace timbre::score
