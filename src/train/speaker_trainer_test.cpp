// Rungs: property (it learns generated speakers), exact (a training that was stopped goes on as if it had not been).
#include "train/speaker_trainer.h"

#include <cmath>
#include <iostream>

#include "gtest/gtest.h"

#include "base/random.h"
#include "base/testing/temporary_folder.h"

namespace timbre::train {
namespace {

constexpr std::uint32_t kSpeakers = 6;
constexpr std::size_t kBands = 16;

SpeakerConfig small_config() {
  SpeakerConfig config;
  config.features.band_count = kBands;
  config.net = {.band_count = kBands,
                .stem_channels = 32,
                .block_channels = 32,
                .pooled_channels = 48,
                .attention_channels = 16,
                .embedding_size = 24};
  config.step_count = 60;
  config.warm_up_step_count = 2;
  config.margin_step_count = 6;
  config.clips_per_step = 12;
  config.crop_frame_count = 40;
  config.thread_count = 1;
  return config;
}

/// A speaker is a pattern of bands that move together; 2 recordings each, and 2 speakers to watch.
FeatureStore generated_speakers(const std::filesystem::path& folder) {
  auto writer = FeatureStoreWriter::create(folder / "features", "{}", kBands);
  SeededRandom random(11);
  for (std::uint32_t speaker = 0; speaker < kSpeakers + 2; ++speaker) {
    std::vector<double> pattern(kBands);
    for (double& p : pattern) p = 2.0 * random.normal();
    for (std::uint32_t recording = 0; recording < 2; ++recording) {
      std::vector<float> frames;
      for (int f = 0; f < 120; ++f) {
        const double loudness = random.normal();
        for (const double p : pattern) frames.push_back(static_cast<float>(p * loudness + random.normal()));
      }
      const std::uint32_t is_dev = speaker >= kSpeakers ? 1 : 0;
      EXPECT_TRUE(writer->add({.label = speaker, .group = speaker * 2 + recording, .is_dev = is_dev}, frames).ok());
    }
  }
  EXPECT_TRUE(writer->finish().ok());
  return std::move(FeatureStore::open(folder / "features", "{}", kBands)).value();
}

/// The smoke training: seconds, not minutes.
TEST(SpeakerTrainer, LowersItsLossOnGeneratedSpeakers) {
  const TemporaryFolder folder;
  const FeatureStore store = generated_speakers(folder.path());
  const SpeakerConfig config = small_config();
  SpeakerTrainer trainer(store, config, kSpeakers);
  double first = 0.0;
  double last = 0.0;
  for (int step = 0; step < 60; ++step) {
    const auto news = trainer.step();
    ASSERT_TRUE(std::isfinite(news.loss));
    if (step < 3) first += news.loss / 3.0;
    if (step >= 57) last += news.loss / 3.0;
  }
  std::cout << "loss from " << first << " to " << last << '\n';
  EXPECT_LT(last, 0.5 * first);
  const auto watched = trainer.watched_error_rate();
  ASSERT_TRUE(watched.ok()) << watched.error().message;
  EXPECT_LT(*watched, 0.5);
}

TEST(SpeakerTrainer, GoesOnAsIfItHadNotBeenStopped) {
  const TemporaryFolder folder;
  const FeatureStore store = generated_speakers(folder.path());
  const SpeakerConfig config = small_config();
  at::set_num_threads(1);
  SpeakerTrainer through(store, config, kSpeakers);
  std::vector<double> expected;
  for (int step = 0; step < 6; ++step) expected.push_back(through.step().loss);
  {
    SpeakerTrainer stopped(store, config, kSpeakers);
    for (int step = 0; step < 3; ++step) EXPECT_EQ(stopped.step().loss, expected[static_cast<std::size_t>(step)]);
    ASSERT_TRUE(stopped.save(folder.path() / "checkpoint.pt").ok());
  }
  SpeakerTrainer resumed(store, config, kSpeakers);
  ASSERT_TRUE(resumed.load(folder.path() / "checkpoint.pt").ok());
  EXPECT_EQ(resumed.steps_done(), 3);
  for (std::size_t step = 3; step < 6; ++step) EXPECT_EQ(resumed.step().loss, expected[step]);
}

TEST(SpeakerTrainer, SaysWhatIsWrongWithACheckpoint) {
  const TemporaryFolder folder;
  const FeatureStore store = generated_speakers(folder.path());
  const SpeakerConfig config = small_config();
  SpeakerTrainer trainer(store, config, kSpeakers);
  EXPECT_EQ(trainer.load(folder.path() / "none.pt").error().kind, ErrorKind::NotFound);
  ASSERT_TRUE(PosixFileSystem().write_atomically(folder.path() / "bad.pt", "nonsense").ok());
  EXPECT_EQ(trainer.load(folder.path() / "bad.pt").error().kind, ErrorKind::Corrupt);
}

}  // namespace
}  // namespace timbre::train
