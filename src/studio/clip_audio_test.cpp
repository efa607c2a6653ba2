// Rung: exact for frames, standard for levels (BS.1770-4), property for gain and determinism.
#include "studio/clip_audio.h"

#include <cmath>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "measure/true_peak.h"

namespace timbre::studio {
namespace {

constexpr int kRate = 48000;

score::Profile profile_of(double lead_s, double tail_s) {
  score::Profile p = score::studio_profile();
  p.lead_s = lead_s;
  p.tail_s = tail_s;
  p.wanted_rate_hz = 24000;
  return p;
}

score::ClipWindow window_of(double start_s, double end_s, double before_s, double after_s) {
  score::ClipWindow w;
  w.speech = {start_s, end_s};
  w.before_s = before_s;
  w.after_s = after_s;
  return w;
}

std::size_t total(const ClipPlan& plan) { return plan.lead_fill + plan.kept.count + plan.tail_fill; }

TEST(ClipPlan, UsesThePauseAroundTheWindowWhereItReaches) {
  const ClipPlan plan = plan_clip(window_of(10, 15, 0.5, 0.5), profile_of(0.1, 0.3), kRate, 30 * kRate);
  EXPECT_EQ(plan.kept.first, static_cast<std::size_t>(9.9 * kRate));
  EXPECT_EQ(plan.kept.count, static_cast<std::size_t>(5.4 * kRate));
  EXPECT_EQ(plan.lead_fill, 0U);
  EXPECT_EQ(plan.tail_fill, 0U);
}

TEST(ClipPlan, FillsWhatThePauseLacksAndKeepsOffTheNextWord) {
  const ClipPlan plan = plan_clip(window_of(10, 15, 0.08, 0.23), profile_of(0.1, 1.0), kRate, 30 * kRate);
  EXPECT_EQ(plan.kept.first, static_cast<std::size_t>(std::lround(9.95 * kRate)))
      << "30 ms before other voice are left";
  EXPECT_EQ(plan.lead_fill, static_cast<std::size_t>(0.05 * kRate));
  EXPECT_EQ(total(plan), static_cast<std::size_t>(6.1 * kRate));
}

TEST(ClipPlan, AtTheEndsOfATakeEverythingThereIsIsUsed) {
  const ClipPlan plan = plan_clip(window_of(0.05, 9.9, 0.05, 0.1), profile_of(0.1, 0.3), kRate, 10 * kRate);
  EXPECT_EQ(plan.kept.first, 0U);
  EXPECT_EQ(plan.kept.count, 10U * kRate);
  EXPECT_EQ(total(plan), static_cast<std::size_t>(10.25 * kRate));
}

/// Bursts of a tone, 300 ms on, 100 ms off: a level that loudness and peak are far apart in.
std::vector<float> bursts(double seconds, double amplitude) {
  audio::AudioBuffer tone = audio::sine(kRate, seconds, 440.0, amplitude);
  std::vector<float> out(tone.channel(0).begin(), tone.channel(0).end());
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (i % (kRate * 2 / 5) >= kRate * 3 / 10) out[i] *= 0.001F;
  }
  return out;
}

TEST(ClipAudio, ReachesTheLoudnessAskedFor) {
  for (const double amplitude : {0.9, 0.05, 0.002}) {
    const auto samples = bursts(6.0, amplitude);
    const auto clip = make_clip(samples, {}, kRate, {{0, samples.size()}, 0, 0}, profile_of(0, 0));
    ASSERT_TRUE(clip.ok()) << clip.error().message;
    EXPECT_NEAR(*level_of(clip->samples.view(), score::LevelMeasure::Lufs), -16.0, 0.05) << amplitude;
    EXPECT_FALSE(clip->level.is_held_back);
    EXPECT_EQ(clip->samples.frame_count(), samples.size() / 2);
  }
}

TEST(ClipAudio, ThePeakLimitHoldsTheLevelBackAndSaysSo) {
  auto samples = bursts(6.0, 0.02);
  samples[100000] = 0.9F;
  const auto clip = make_clip(samples, {}, kRate, {{0, samples.size()}, 0, 0}, profile_of(0, 0));
  ASSERT_TRUE(clip.ok());
  EXPECT_TRUE(clip->level.is_held_back);
  EXPECT_LT(clip->level.level_db, -20.0);
  const auto peak = measure::measure_true_peak(clip->samples.view());
  EXPECT_LE(peak->true_peak->value(), -1.0);
  EXPECT_GE(peak->true_peak->value(), -1.1) << "as loud as the limit allows";
}

TEST(ClipAudio, ALouderCopyGivesTheSameClipWithinAStep) {
  const auto plain = bursts(4.0, 0.25);
  for (const float gain : {0.1F, 0.5F, 3.9F}) {
    auto changed = plain;
    for (float& x : changed) x *= gain;
    const auto a = make_clip(plain, {}, kRate, {{0, plain.size()}, 0, 0}, profile_of(0, 0));
    const auto b = make_clip(changed, {}, kRate, {{0, plain.size()}, 0, 0}, profile_of(0, 0));
    ASSERT_TRUE(a.ok() && b.ok());
    for (std::size_t i = 0; i < a->samples.frame_count(); ++i) {
      ASSERT_LE(std::abs(a->samples.channel(0)[i] - b->samples.channel(0)[i]), 1.01F / 32768.0F) << gain << " " << i;
    }
  }
}

TEST(ClipAudio, TheSameTakeGivesTheSameSamples) {
  const auto samples = bursts(3.0, 0.2);
  const auto a = make_clip(samples, {}, kRate, {{0, samples.size()}, 0, 0}, profile_of(0, 0));
  const auto b = make_clip(samples, {}, kRate, {{0, samples.size()}, 0, 0}, profile_of(0, 0));
  ASSERT_TRUE(a.ok() && b.ok());
  EXPECT_TRUE(std::equal(a->samples.channel(0).begin(), a->samples.channel(0).end(), b->samples.channel(0).begin()));
}

// Rung: definition. Triangular dither of ±1 step on silence has a mean square of 1/6 + 1/12 steps².
TEST(ClipAudio, DitherIsTriangularAndOnTheGrid) {
  auto samples = bursts(4.0, 0.2);
  std::fill(samples.begin() + 2 * kRate, samples.end(), 0.0F);
  const auto clip = make_clip(samples, {}, kRate, {{0, samples.size()}, 0, 0}, profile_of(0, 0));
  ASSERT_TRUE(clip.ok());
  double sum = 0.0;
  double mean = 0.0;
  const auto quiet = clip->samples.view().channel(0).subspan(60000, 30000);
  for (const float x : quiet) {
    const double steps = static_cast<double>(x) * 32768.0;
    ASSERT_EQ(steps, std::nearbyint(steps));
    sum += steps * steps;
    mean += steps;
  }
  EXPECT_NEAR(sum / 30000.0, 0.25, 0.01);
  EXPECT_NEAR(mean / 30000.0, 0.0, 0.01);
}

TEST(ClipAudio, LeadAndTailAreRoomToneWithoutClicks) {
  const auto noise = audio::white_noise(kRate, 0.3, 0.001, 7);
  auto samples = bursts(3.0, 0.2);
  const auto room = audio::white_noise(kRate, 3.0, 0.001, 8);
  for (std::size_t i = 0; i < samples.size(); ++i) samples[i] += room.channel(0)[i];
  const ClipPlan plan{{0, samples.size()}, kRate / 2, kRate};
  const auto clip = make_clip(samples, noise.view().channel(0), kRate, plan, profile_of(0, 0));
  ASSERT_TRUE(clip.ok());
  ASSERT_EQ(clip->samples.frame_count(), (samples.size() + kRate * 3 / 2) / 2);
  const double gain = std::pow(10.0, clip->level.gain_db / 20.0);
  const auto all = clip->samples.view().channel(0);
  for (const auto part : {all.subspan(200, 11000), all.subspan(all.size() - 22000, 21000)}) {
    // Half the noise's band is left at half the rate.
    EXPECT_NEAR(20.0 * std::log10(audio::rms(part) / (0.001 * gain / std::sqrt(2.0))), 0.0, 0.7);
    for (const float x : part) ASSERT_LT(std::abs(x), 0.006 * gain) << "no click at any join";
  }
  EXPECT_LT(std::abs(all.front()), 2.5F / 32768.0F) << "faded in from nothing";
  EXPECT_LT(std::abs(all.back()), 2.5F / 32768.0F);
}

TEST(ClipAudio, SilenceHasNoLevel) {
  const std::vector<float> silence(kRate * 2);
  EXPECT_FALSE(make_clip(silence, {}, kRate, {{0, silence.size()}, 0, 0}, profile_of(0, 0)).ok());
  const auto blip = bursts(0.2, 0.1);
  EXPECT_FALSE(make_clip(blip, {}, kRate, {{0, blip.size()}, 0, 0}, profile_of(0, 0)).ok()) << "under 400 ms";
}

TEST(RoomTone, IsTheQuietestPauseAwayFromVoiceAndEvents) {
  measure::VoiceActivity activity{0.01, std::vector<std::uint8_t>(1000, 0)};
  measure::FrameLevels levels{0.01, std::vector<float>(1000, 1e-6F), std::vector<float>(1000, 0.0F)};
  for (std::size_t i = 300; i < 600; ++i) activity.is_speech[i] = 1;
  for (std::size_t i = 700; i < 900; ++i) levels.mean_square[i] = 1e-8F;
  const auto tone = find_room_tone_stretch(activity, levels, {}, kRate, 10U * kRate);
  ASSERT_TRUE(tone.has_value());
  EXPECT_EQ(tone->count, static_cast<std::size_t>(kRate));
  EXPECT_GE(tone->first, 7U * kRate);
  EXPECT_LE(tone->first + tone->count, 9U * kRate);
  const std::vector<measure::Event> click{{measure::EventKind::Click, {8.0, 8.001}}};
  const auto beside = find_room_tone_stretch(activity, levels, click, kRate, 10U * kRate);
  ASSERT_TRUE(beside.has_value());
  EXPECT_TRUE(beside->first + beside->count <= 8U * kRate || beside->first > 8U * kRate);
  std::fill(levels.zero_share.begin(), levels.zero_share.end(), 1.0F);
  EXPECT_FALSE(find_room_tone_stretch(activity, levels, {}, kRate, 10U * kRate).has_value())
      << "digital silence is none";
}

}  // namespace
}  // namespace timbre::studio
