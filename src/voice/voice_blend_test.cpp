// Rungs: exact (a blend of one is that one, a seed gives the same voice), definition (shares).
#include "voice/voice_blend.h"

#include <cmath>

#include "gtest/gtest.h"

#include "base/random.h"
#include "speaker/testing/duty_voices.h"
#include "voice/testing/fake_voice.h"

namespace timbre::voice {
namespace {

TEST(Blend, GivesEachItsShare) {
  SpeakerProfile low = fake_profile(100.0F);
  SpeakerProfile high = fake_profile(200.0F);
  low.embedding = {1.0F, 0.0F};
  high.embedding = {0.0F, 1.0F};
  high.traits.voiced_mel.fill(-1.0F);
  const SpeakerProfile both[] = {low, high};
  const double first_only[] = {2.0, 0.0};
  const auto first = blend(both, first_only);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->embedding, low.embedding);
  EXPECT_NEAR(first->traits.f0_median_hz, 100.0, 1e-3);
  const double quarter[] = {3.0, 1.0};
  const auto mixed = blend(both, quarter);
  ASSERT_TRUE(mixed.ok());
  EXPECT_NEAR(mixed->traits.f0_median_hz, 100.0 * std::pow(2.0, 0.25), 1e-2);
  EXPECT_NEAR(mixed->traits.voiced_mel[7], -4.0, 1e-5);
  EXPECT_NEAR(mixed->embedding[1] / mixed->embedding[0], 1.0 / 3.0, 1e-5);
  EXPECT_NEAR(speaker::cosine(mixed->embedding, mixed->embedding), 1.0, 1e-5);
}

TEST(Blend, RefusesWhatIsNoShare) {
  const SpeakerProfile both[] = {fake_profile(100.0F), fake_profile(200.0F)};
  const double none[] = {0.0, 0.0};
  const double negative[] = {1.0, -0.5};
  const double one[] = {1.0};
  for (const std::span<const double> weights : {std::span<const double>(none), {negative}, {one}}) {
    EXPECT_EQ(blend(both, weights).error().kind, ErrorKind::InvalidInput);
  }
  EXPECT_FALSE(blend({}, {}).ok());
}

TEST(RandomProfile, IsTheSameForTheSameSeedAndSomebodyElseForAnother) {
  if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
  const auto voice = fake_voice().value();
  const auto bare = speaker::duty_encoder();
  EXPECT_EQ(random_profile(1, *bare, *voice).error().kind, ErrorKind::Unavailable);
  speaker::EncoderCard card = bare->card();
  SeededRandom random(5);
  std::vector<speaker::Embedding> people;
  for (int i = 0; i < 30; ++i) {
    const auto angle = static_cast<float>(6.28 * random.uniform());
    people.push_back({std::cos(angle), std::sin(angle)});
  }
  card.cohort = speaker::Cohort(people);
  const speaker::SpeakerEncoder encoder(nn::OnnxSession::from_bytes(speaker::skewness_network(40), "duty").value(),
                                        card);
  const auto first = random_profile(1, encoder, *voice);
  ASSERT_TRUE(first.ok()) << first.error().message;
  EXPECT_EQ(profile_bytes(*first), profile_bytes(*random_profile(1, encoder, *voice)));
  EXPECT_NE(profile_bytes(*first), profile_bytes(*random_profile(2, encoder, *voice)));
  EXPECT_NEAR(speaker::cosine(first->embedding, first->embedding), 1.0, 1e-5);
  EXPECT_GT(first->traits.f0_median_hz, 70.0F);
  EXPECT_LT(first->traits.f0_median_hz, 320.0F);
}

}  // namespace
}  // namespace timbre::voice
