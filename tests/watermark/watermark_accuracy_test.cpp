// Rung: property. The bars of docs/watermark.md on a part of its table: eight recordings, a thousand keys.

#include <array>

#include "gtest/gtest.h"

#include "base/testing/test_data.h"
#include "watermark/trial.h"
#include "watermark/unmarked_trial.h"

namespace timbre::watermark {
namespace {

/// The first ten seconds of eight recordings.
std::vector<Clip> some_clips() {
  constexpr std::array<const char*, 8> kFiles = {"jfk.wav",
                                                 "librivox/en_ohenry_chenevert.wav",
                                                 "librivox/it_galatea_fasol.wav",
                                                 "kerstin/de_rhasspy-1335.flac",
                                                 "librispeech/1688/1688-142285-0000.flac",
                                                 "librispeech/2609/2609-156975-0004.flac",
                                                 "librispeech/367/367-130732-0003.flac",
                                                 "librispeech/367/367-130732-0005.flac"};
  std::vector<Clip> clips;
  for (const char* file : kFiles) {
    Clip clip = accuracy::read_clip(test_data_folder() / "speech" / file);
    const auto length = static_cast<std::size_t>(kClipS * clip.rate_hz);
    if (clip.samples.size() < length || length == 0) continue;
    clip.samples.resize(length);
    clips.push_back(std::move(clip));
  }
  return clips;
}

const std::vector<MarkedClip>& some_marked() {
  static const auto clips = mark_clips(some_clips(), 11);
  return clips;
}

class WatermarkAttack : public testing::TestWithParam<const char*> {};

TEST_P(WatermarkAttack, EveryClipIsFoundWithItsPayload) {
  TIMBRE_TEST_DATA(speech, "speech");
  ASSERT_EQ(some_marked().size(), 8U);
  for (const auto& attack : attacks()) {
    if (attack.name != GetParam()) continue;
    const Tally tally = attack_all(some_marked(), attack);
    EXPECT_EQ(tally.detected, tally.clips);
    EXPECT_EQ(tally.payload_right, tally.clips);
    return;
  }
  FAIL() << "no attack of this name";
}

INSTANTIATE_TEST_SUITE_P(All, WatermarkAttack,
                         testing::Values("none", "gain x 0.3", "crop to 5 s", "by way of 8 kHz", "MP3 64k",
                                         "noise 20 dB", "speed + 5 %"));

TEST(WatermarkQuality, TheMarkLiesTwentyDecibelsUnderAndIntelligibilityStays) {
  TIMBRE_TEST_DATA(speech, "speech");
  ASSERT_EQ(some_marked().size(), 8U);
  for (const auto& marked : some_marked()) {
    EXPECT_GE(marked.snr_db, 20.0) << marked.clip.name;
    EXPECT_GE(marked.stoi, 0.99) << marked.clip.name;
  }
}

TEST(WatermarkUnmarked, AThousandKeysFindNothing) {
  TIMBRE_TEST_DATA(speech, "speech");
  const auto clips = some_clips();
  const auto trials = plain_searches(clips, 1000 / clips.size() + 1, 12);
  EXPECT_GE(trials.z.size(), 1000U);
  EXPECT_EQ(trials.marked, 0);
  EXPECT_LT(trials.z.back(), 6.0);
}

}  // namespace
}  // namespace timbre::watermark
