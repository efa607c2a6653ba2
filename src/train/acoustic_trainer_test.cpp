// Rungs: property (it learns generated voices), exact (a training that was stopped goes on as if it had not been).
#include "train/acoustic_trainer.h"

#include <cmath>
#include <iostream>

#include "gtest/gtest.h"

#include "base/random.h"
#include "base/testing/temporary_folder.h"
#include "phones/phone_inventory.h"
#include "voice/phone_rows.h"

namespace timbre::train {
namespace {

/// A voice is a level of each band; every sound of it lasts 8 frames and has a slope of its own.
AcousticRecording recording_of(std::size_t speaker, bool is_dev, SeededRandom& random) {
  AcousticRecording r;
  r.speaker = speaker;
  r.is_dev = is_dev;
  const double tilt = speaker % 2 == 0 ? 0.5 : -0.5;
  std::vector<phones::Phone> sounds(10);
  for (phones::Phone& sound : sounds) sound.id = random.next() % 2 == 0 ? phones::kAa : phones::kS;
  for (std::size_t f = 0; f < sounds.size() * 8; ++f) {
    const bool is_vowel = sounds[f / 8].id == phones::kAa;
    for (std::size_t b = 0; b < voice::kMelBands; ++b) {
      const double place = static_cast<double>(b) / voice::kMelBands - 0.5;
      r.mel.push_back(static_cast<float>(tilt * place + (is_vowel ? -place : place) + 0.02 * random.normal()));
    }
    r.log_f0.push_back(std::log(speaker % 2 == 0 ? 110.0F : 220.0F));
    r.voiced.push_back(is_vowel ? 1.0F : 0.0F);
    r.energy.push_back(is_vowel ? 0.0F : -0.5F);
  }
  for (std::size_t p = 0; p <= sounds.size(); ++p) r.starts.push_back(8 * p);
  r.trusts.assign(sounds.size(), 1.0F);
  r.phone_rows = voice::phone_rows(sounds);
  VoicePiece piece{0, r.frame_count(), {}};
  piece.profile.embedding = {static_cast<float>(2.0 * tilt), 0.0F};
  piece.profile.traits.f0_median_hz = std::exp(r.log_f0.front());
  piece.profile.traits.voiced_frames = 50;
  r.pieces = {piece};
  return r;
}

std::vector<AcousticRecording> generated() {
  SeededRandom random(9);
  std::vector<AcousticRecording> all;
  for (std::size_t i = 0; i < 6; ++i) all.push_back(recording_of(i % 3, false, random));
  all.push_back(recording_of(3, true, random));
  return all;
}

AcousticConfig small_config() {
  AcousticConfig config;
  config.corpora.resize(1);
  config.net = {.encoded = 8,
                .phone_channels = 16,
                .phone_blocks = 1,
                .prosody_channels = 16,
                .prosody_blocks = 1,
                .mel_channels = 16,
                .mel_blocks = 1};
  config.step_count = 150;
  config.warm_up_step_count = 2;
  config.clips_per_step = 4;
  config.crop_frame_count = 40;
  config.peak_rate = 5e-3;
  config.thread_count = 1;
  return config;
}

double value_of(const NamedValues& values, const std::string& name) {
  for (const auto& [known, value] : values) {
    if (known == name) return value;
  }
  ADD_FAILURE() << "no " << name;
  return 0.0;
}

TEST(AcousticTrainer, LearnsGeneratedVoices) {
  const auto recordings = generated();
  const AcousticConfig config = small_config();
  AcousticTrainer trainer(recordings, config);
  trainer.step();
  const NamedValues before = trainer.watch();
  for (int step = 1; step < 150; ++step) trainer.step();
  const NamedValues after = trainer.watch();
  for (const char* name : {"watched_mel", "watched_duration", "watched_voicing", "watched_energy"}) {
    std::cout << name << " from " << value_of(before, name) << " to " << value_of(after, name) << '\n';
    EXPECT_LT(value_of(after, name), 0.7 * value_of(before, name)) << name;
  }
}

TEST(AcousticTrainer, GoesOnAsIfItHadNotBeenStopped) {
  const TemporaryFolder folder;
  const auto recordings = generated();
  AcousticConfig config = small_config();
  config.judge_from_step = 1;
  at::set_num_threads(1);
  AcousticTrainer through(recordings, config);
  std::vector<double> expected;
  for (int step = 0; step < 4; ++step) expected.push_back(value_of(through.step().losses, "mel"));
  AcousticTrainer stopped(recordings, config);
  for (int step = 0; step < 2; ++step) stopped.step();
  ASSERT_TRUE(stopped.save(folder.path() / "checkpoint.pt").ok());
  AcousticTrainer resumed(recordings, config);
  ASSERT_TRUE(resumed.load(folder.path() / "checkpoint.pt").ok());
  EXPECT_EQ(resumed.steps_done(), 2);
  for (std::size_t step = 2; step < 4; ++step) EXPECT_EQ(value_of(resumed.step().losses, "mel"), expected[step]);
}

TEST(AcousticTrainer, WhatIsDoubtfulTeachesNothing) {
  const auto recordings = generated();
  auto wrong = recordings;
  for (AcousticRecording& r : wrong) {
    r.trusts[4] = 0.0F;
    for (std::size_t f = r.starts[4]; f < r.starts[5]; ++f) {
      for (std::size_t b = 0; b < voice::kMelBands; ++b) r.mel[f * voice::kMelBands + b] += 50.0F;
    }
  }
  const AcousticConfig config = small_config();
  AcousticTrainer trainer(wrong, config);
  EXPECT_LT(value_of(trainer.step().losses, "mel"), 5.0);
}

}  // namespace
}  // namespace timbre::train
