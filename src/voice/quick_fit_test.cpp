// Rung: property (a fit that is no closer is dropped and leaves the one-shot fit as it was). The voice of
// testing/fake_voice.h does not heed what it is told of a speaker, so nothing that is searched can be closer.
#include "voice/quick_fit.h"

#include <algorithm>

#include "gtest/gtest.h"

#include "audio/audio_buffer.h"
#include "speaker/testing/duty_voices.h"
#include "voice/testing/fake_voice.h"

namespace timbre::voice {
namespace {

class QuickFitTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!nn::why_no_networks().empty()) GTEST_SKIP() << nn::why_no_networks();
    voice = fake_voice().value();
    encoder = speaker::duty_encoder();
    options.search.rounds = 1;
    options.search.pairs = 1;
  }
  Result<QuickFit> made(const CancelToken& cancel = {}) {
    const auto clip = speaker::duty_voice(speaker::kBursts, 4.0);
    return quick_fit(
        clip.view(), "", one_shot, {*encoder, *encoder}, *voice, options,
        [this](double share) { shares.push_back(share); }, cancel);
  }
  std::shared_ptr<const BuiltInVoice> voice;
  std::shared_ptr<const speaker::SpeakerEncoder> encoder;
  VoiceFit one_shot = plain_fit(fake_profile(120.0F));
  QuickFitOptions options;
  std::vector<double> shares;
};

TEST_F(QuickFitTest, WhatIsNoCloserIsDropped) {
  const auto fit = made();
  ASSERT_TRUE(fit.ok()) << fit.error().message;
  EXPECT_FALSE(fit->is_kept);
  EXPECT_FALSE(fit->has_classes);
  EXPECT_EQ(fit->before, fit->after);
  VoiceFit kept = fit_of_bytes(fit_bytes(fit->fit), kFakeEmbedding).value();
  EXPECT_EQ(kept.closeness, Closeness::NoCloser);
  kept.closeness = Closeness::OneShot;
  EXPECT_EQ(fit_bytes(kept), fit_bytes(one_shot));
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
  EXPECT_EQ(shares.back(), 1.0);
}

TEST_F(QuickFitTest, CanBeStopped) {
  const CancelToken cancel;
  cancel.cancel();
  EXPECT_EQ(made(cancel).error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre::voice
