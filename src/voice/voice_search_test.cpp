// Rung: property (on a hill whose top is known the search climbs, within its limits, and alike on any threads).
#include "voice/voice_search.h"

#include <cmath>

#include "gtest/gtest.h"

#include "voice/voice_fitting.h"

namespace timbre::voice {
namespace {

constexpr std::size_t kSize = 8;

VoiceFit somebody() {
  SpeakerProfile profile;
  profile.embedding.assign(kSize, 0.0F);
  profile.embedding[0] = 1.0F;
  profile.traits.voiced_mel.fill(-5.0F);
  return plain_fit(profile);
}

/// The nearer to `top`, and the darker, the better.
Result<double> height(const VoiceFit& fit, const speaker::Embedding& top) {
  double sum = 0.0;
  for (std::size_t i = 0; i < kSize; ++i) sum -= std::pow(static_cast<double>(fit.told.embedding[i] - top[i]), 2.0);
  return sum + 0.01 * static_cast<double>(fit.told.traits.voiced_mel[0] - fit.told.traits.voiced_mel[79]);
}

class VoiceSearch : public testing::Test {
 protected:
  Result<VoiceFit> climbed(std::size_t threads = 2) {
    SearchOptions options;
    options.rounds = 20;
    options.threads = threads;
    return search_told(
        somebody(), {}, [this](const VoiceFit& fit, std::size_t) { return height(fit, top); }, options);
  }
  speaker::Embedding top{0.6F, 0.0F, -0.8F, 0.0F, 0.0F, 0.5F, 0.0F, 0.0F};
};

TEST_F(VoiceSearch, Climbs) {
  const auto fit = climbed();
  ASSERT_TRUE(fit.ok());
  EXPECT_GT(*height(*fit, top), 0.25 * *height(somebody(), top));
  EXPECT_EQ(fit->profile.embedding, somebody().profile.embedding);
  EXPECT_EQ(fit_bytes(*fit), fit_bytes(*climbed(1)));
}

TEST_F(VoiceSearch, StaysWithinItsLimits) {
  top[2] = -30.0F;
  const auto fit = climbed();
  ASSERT_TRUE(fit.ok());
  double square = 0.0;
  for (const float value : fit->told.embedding) square += static_cast<double>(value * value);
  EXPECT_LE(std::sqrt(square), static_cast<double>(kLongestEmbedding) * 1.0001);
  for (const float value : fit->told.traits.voiced_mel) EXPECT_LE(std::abs(value + 5.0F), kMostMelMoved);
}

TEST_F(VoiceSearch, WhereNothingHelpsNothingMoves) {
  const auto fit = search_told(somebody(), {}, [](const VoiceFit&, std::size_t) { return Result<double>(0.5); }, {});
  ASSERT_TRUE(fit.ok());
  EXPECT_EQ(fit_bytes(*fit), fit_bytes(somebody()));
}

TEST_F(VoiceSearch, GoesThroughPeopleWhoAreThere) {
  speaker::Embedding one(kSize, 0.0F);
  speaker::Embedding other(kSize, 0.0F);
  one[2] = other[5] = 1.0F;
  const auto fit = search_told(somebody(), speaker::Cohort({one, other}),
                               [this](const VoiceFit& tried, std::size_t) { return height(tried, top); }, {});
  ASSERT_TRUE(fit.ok());
  for (const std::size_t i : {1U, 3U, 4U, 6U, 7U}) EXPECT_EQ(fit->told.embedding[i], 0.0F) << i;
  EXPECT_NE(fit->told.embedding[2], 0.0F);
}

TEST_F(VoiceSearch, PassesErrorsOn) {
  const auto fit = search_told(somebody(), {},
                               [](const VoiceFit&, std::size_t) -> Result<double> {
                                 return Error{ErrorKind::Cancelled, "stopped"};
                               },
                               {});
  EXPECT_EQ(fit.error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre::voice
