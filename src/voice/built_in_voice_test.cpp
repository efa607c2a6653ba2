// Rungs: exact (blocks are the whole, the same again is the same), property (controls, seeds, stopping, errors, level).
// The networks are written in testing/fake_voice.h.
#include "voice/built_in_voice.h"

#include <algorithm>
#include <cmath>

#include "gtest/gtest.h"

#include "voice/testing/fake_voice.h"
#include "voice/voice_level.h"

namespace timbre::voice {
namespace {

constexpr const char* kText = "This is one sentence, of some length. Is this another one? It is!";

class BuiltInVoiceTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    voice = fake_voice().value();
  }
  std::vector<float> said(const VoiceControls& controls, const char* text = kText) {
    SayOptions options;
    options.controls = controls;
    auto sound = voice->say(text, fit, options);
    EXPECT_TRUE(sound.ok()) << sound.error().message;
    return sound.ok() ? *sound : std::vector<float>();
  }
  std::shared_ptr<const BuiltInVoice> voice;
  VoiceFit fit = plain_fit(fake_profile(120.0F));
};

TEST_F(BuiltInVoiceTest, BlocksComeWhileASentenceIsMadeAndAreTheWhole) {
  std::vector<float> joined;
  std::vector<std::size_t> sizes;
  std::vector<double> progress;
  SayOptions options;
  options.on_progress = [&](double share) { progress.push_back(share); };
  const auto done = voice->say(kText, fit, options, [&](std::span<const float> block) -> Result<void> {
    joined.insert(joined.end(), block.begin(), block.end());
    sizes.push_back(block.size());
    return {};
  });
  ASSERT_TRUE(done.ok()) << done.error().message;
  EXPECT_GT(sizes.size(), 6U);
  EXPECT_LT(sizes.front(), static_cast<std::size_t>(kVoiceRateHz));
  ASSERT_EQ(progress.size(), 3U);
  EXPECT_EQ(progress.back(), 1.0);
  EXPECT_EQ(joined, said({}));
  EXPECT_TRUE(std::all_of(joined.begin(), joined.end(), [](float x) { return std::isfinite(x); }));
}

TEST_F(BuiltInVoiceTest, ASeedGivesTheSameAgainAndAnotherOneSomethingElse) {
  VoiceControls seeded;
  seeded.seed = 7;
  const auto first = said(seeded);
  EXPECT_EQ(first, said(seeded));
  seeded.seed = 8;
  EXPECT_NE(first, said(seeded));
  EXPECT_NE(first, said({}));
}

TEST_F(BuiltInVoiceTest, SpeedAndPausesChangeItsLength) {
  const auto length = [this](VoiceControls controls) { return static_cast<double>(said(controls).size()); };
  const double usual = length({});
  VoiceControls controls;
  controls.speed = 2;
  EXPECT_NEAR(length(controls) / usual, 0.5, 0.1);
  controls.speed = 0.5;
  EXPECT_GT(length(controls) / usual, 1.8);
  controls = {};
  controls.pauses = 3;
  EXPECT_GT(length(controls), usual + 2 * 0.3 * kVoiceRateHz);  // twice between sentences
  controls.pauses = 0;
  EXPECT_LT(length(controls), usual - 2 * 0.15 * kVoiceRateHz);
}

TEST_F(BuiltInVoiceTest, ItIsAsLoudAsItShallBeAndNeverTooLoud) {
  const auto sound = said({}, "One sentence without any pause in it goes on for some time.");
  double square = 0.0;
  float peak = 0.0F;
  for (const float x : sound) {
    square += static_cast<double>(x) * static_cast<double>(x);
    peak = std::max(peak, std::abs(x));
  }
  const double level_dbfs = 10.0 * std::log10(square / static_cast<double>(sound.size()));
  EXPECT_NEAR(level_dbfs, kSaidLevelDbfs, 2.0);  // its ends are quiet, and the fake vocoder takes bands for bins
  EXPECT_LE(peak, std::pow(10.0F, -1.0F / 20.0F));
}

TEST(MakeLoud, BendsPeaksAndLeavesTheRest) {
  std::vector<float> samples{0.1F, -0.2F, 0.3F, -5.0F, 100.0F};
  make_loud(samples, 1.5F);
  EXPECT_FLOAT_EQ(samples[0], 0.15F);
  EXPECT_FLOAT_EQ(samples[2], 0.45F);
  EXPECT_LT(samples[3], -0.85F);
  EXPECT_LE(samples[4], std::pow(10.0F, -1.0F / 20.0F) + 1e-6F);
}

TEST_F(BuiltInVoiceTest, StopsWithinASentenceAndPassesOnWhatTheSinkSays) {
  SayOptions options;
  int blocks = 0;
  const auto stopped = voice->say(kText, fit, options, [&](std::span<const float>) -> Result<void> {
    if (++blocks == 2) options.cancel.cancel();
    return {};
  });
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(blocks, 2);
  const auto full = voice->say(kText, fit, {}, [](std::span<const float>) -> Result<void> {
    return Error{ErrorKind::Denied, "the disk is full"};
  });
  ASSERT_FALSE(full.ok());
  EXPECT_EQ(full.error().message, "the disk is full");
}

TEST_F(BuiltInVoiceTest, SaysWhatItCannotSay) {
  for (const char* text : {"", "...", " \n\n !"}) {
    const auto nothing = voice->say(text, fit, {});
    ASSERT_FALSE(nothing.ok()) << text;
    EXPECT_EQ(nothing.error().kind, ErrorKind::InvalidInput);
    EXPECT_NE(nothing.error().message.find("no word"), std::string::npos);
  }
  EXPECT_FALSE(said({}, "Yes").empty());
  SayOptions options;
  options.language = "xx";
  EXPECT_EQ(voice->say(kText, fit, options).error().kind, ErrorKind::NotFound);
  for (const auto& [name, controls] : {std::pair<const char*, VoiceControls>{"speed", {.speed = 2.1}},
                                       {"pitch", {.pitch_st = -7}},
                                       {"expressiveness", {.expressiveness = std::nan("")}},
                                       {"pauses", {.pauses = 3.5}}}) {
    options = {};
    options.controls = controls;
    const auto refused = voice->say(kText, fit, options);
    ASSERT_FALSE(refused.ok()) << name;
    EXPECT_EQ(refused.error().kind, ErrorKind::InvalidInput);
    EXPECT_TRUE(refused.error().message.starts_with(name)) << refused.error().message;
  }
}

}  // namespace
}  // namespace timbre::voice
