// Rungs: definition (by hand), property (the file, hostile bytes).
#include "speaker/cohort.h"

#include <cmath>
#include <cstring>
#include <limits>

#include "gtest/gtest.h"

namespace timbre::speaker {
namespace {

Embedding at_angle(double angle) { return {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))}; }

TEST(Cohort, WithoutPeopleLikenessIsTheCosine) {
  EXPECT_NEAR(Cohort().likeness(at_angle(0.0), at_angle(1.0)), std::cos(1.0), 1e-6);
  EXPECT_NEAR(Cohort({at_angle(2.0)}).likeness(at_angle(0.0), at_angle(1.0)), std::cos(1.0), 1e-6);
}

TEST(Cohort, CountsInStepsOfHowAlikeEverybodyIs) {
  const Cohort cohort({at_angle(0.5), at_angle(1.5)});
  const double near = std::cos(0.5);
  const double far = std::cos(1.5);
  const auto place = cohort.place_of(at_angle(0.0));
  EXPECT_NEAR(place.mean, (near + far) / 2.0, 1e-6);
  EXPECT_NEAR(place.spread, (near - far) / 2.0, 1e-6);
  // Of the very same clip: its cosine is 1 on both sides.
  EXPECT_NEAR(cohort.likeness(at_angle(0.0), at_angle(0.0)), (1.0 - place.mean) / place.spread, 1e-5);
  EXPECT_EQ(cohort.likeness(at_angle(0.0), at_angle(0.8)), cohort.likeness(at_angle(0.8), at_angle(0.0)));
}

TEST(Cohort, OnlyTheNearestCount) {
  std::vector<Embedding> people(kCohortNearest, at_angle(0.3));
  people.resize(200, at_angle(3.0));
  const auto place = Cohort(people).place_of(at_angle(0.0));
  EXPECT_NEAR(place.mean, std::cos(0.3), 1e-6);
}

TEST(Cohort, IsReadAsItWasWritten) {
  std::vector<Embedding> people;
  for (int i = 0; i < 30; ++i) people.push_back(at_angle(0.2 * i));
  const Cohort cohort(people);
  const auto read = Cohort::parse(cohort.bytes(), 2);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->size(), 30U);
  const Embedding one = at_angle(0.7);
  EXPECT_NEAR(read->place_of(one).mean, cohort.place_of(one).mean, 0.01);
  EXPECT_NEAR(read->place_of(one).spread, cohort.place_of(one).spread, 0.01);
}

TEST(Cohort, RefusesWhatIsNoCohort) {
  const std::string whole = Cohort({at_angle(0.1), at_angle(0.2)}).bytes();
  EXPECT_TRUE(Cohort::parse(whole, 2).ok());
  EXPECT_EQ(Cohort::parse(whole, 3).error().kind, ErrorKind::Corrupt);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(Cohort::parse(std::string_view(whole).substr(0, length), 2).ok());
  }
  std::string wild = whole;
  const float nothing = std::numeric_limits<float>::quiet_NaN();
  std::memcpy(wild.data() + 8, &nothing, sizeof nothing);
  EXPECT_FALSE(Cohort::parse(wild, 2).ok());
  EXPECT_FALSE(Cohort::parse(std::string(8, '\xff'), 2).ok());
}

}  // namespace
}  // namespace timbre::speaker
