// Rungs: property (it learns a generated voice), exact (a training that was stopped goes on as if it had not been).
#include "train/vocoder_trainer.h"

#include <cmath>
#include <iostream>
#include <numbers>

#include "gtest/gtest.h"

#include "base/random.h"
#include "base/testing/temporary_folder.h"

namespace timbre::train {
namespace {

/// Harmonics that fall by 6 dB an octave, with a little noise: a vowel of a kind.
VocoderRecording hum(double f0_hz, bool is_dev, std::uint64_t seed) {
  SeededRandom random(seed);
  VocoderRecording recording;
  recording.is_dev = is_dev;
  recording.samples.resize(16000);
  for (std::size_t i = 0; i < recording.samples.size(); ++i) {
    double sum = 0.01 * random.normal();
    for (int k = 1; k * f0_hz < 7000; ++k) {
      sum += 0.1 / k * std::cos(2.0 * std::numbers::pi * k * f0_hz * static_cast<double>(i) / 16000.0 + k);
    }
    recording.samples[i] = static_cast<float>(sum);
  }
  recording.frames = voice::analyse_voice(recording.samples).value();
  return recording;
}

std::vector<VocoderRecording> hums() {
  return {hum(110.0, false, 1), hum(150.0, false, 2), hum(220.0, false, 3), hum(130.0, true, 4)};
}

VocoderConfig small_config() {
  VocoderConfig config;
  config.corpora.resize(1);
  config.net = {.channels = 16, .blocks = 1, .expansion = 2};
  config.step_count = 40;
  config.warm_up_step_count = 2;
  config.clips_per_step = 2;
  config.crop_frame_count = 40;
  config.peak_rate = 5e-3;
  config.thread_count = 1;
  return config;
}

TEST(VocoderTrainer, LowersItsLossOnGeneratedVoices) {
  const auto recordings = hums();
  const VocoderConfig config = small_config();
  VocoderTrainer trainer(recordings, config);
  const auto before = trainer.watched_loss();
  ASSERT_TRUE(before.ok()) << before.error().message;
  for (int step = 0; step < 40; ++step) ASSERT_TRUE(std::isfinite(trainer.step().loss));
  const auto after = trainer.watched_loss();
  std::cout << "loss of a voice not taught from " << *before << " to " << *after << '\n';
  EXPECT_LT(*after, 0.8 * *before);
}

TEST(VocoderTrainer, GoesOnAsIfItHadNotBeenStopped) {
  const TemporaryFolder folder;
  const auto recordings = hums();
  const VocoderConfig config = small_config();
  at::set_num_threads(1);
  VocoderTrainer through(recordings, config);
  std::vector<double> expected;
  for (int step = 0; step < 4; ++step) expected.push_back(through.step().loss);
  VocoderTrainer stopped(recordings, config);
  for (std::size_t step = 0; step < 2; ++step) EXPECT_EQ(stopped.step().loss, expected[step]);
  ASSERT_TRUE(stopped.save(folder.path() / "checkpoint.pt").ok());
  VocoderTrainer resumed(recordings, config);
  ASSERT_TRUE(resumed.load(folder.path() / "checkpoint.pt").ok());
  EXPECT_EQ(resumed.steps_done(), 2);
  for (std::size_t step = 2; step < 4; ++step) EXPECT_EQ(resumed.step().loss, expected[step]);
}

TEST(VocoderTrainer, HasNothingToWatchWithoutWatchedRecordings) {
  const std::vector<VocoderRecording> recordings{hum(110.0, false, 1)};
  const VocoderConfig config = small_config();
  VocoderTrainer trainer(recordings, config);
  EXPECT_EQ(trainer.watched_loss().error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace timbre::train
