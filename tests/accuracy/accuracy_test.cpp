// The bars on a fixed part of the grids that the accuracy programs print whole. Needs the test data and ffmpeg.

#include "gtest/gtest.h"

#include "accuracy/doctored.h"
#include "accuracy/snr_trial.h"
#include "accuracy/vad_trial.h"
#include "base/testing/test_data.h"
#include "measure/voice_meter.h"

namespace timbre::accuracy {
namespace {

// Oracle: frames of clean speech with inserted pauses of its own room tone; the bar is 95 %.
TEST(Accuracy, VoiceActivityInCleanSpeech) {
  TIMBRE_TEST_DATA(speech, "speech");
  const auto counts = run_vad_grid(4);
  const VadCount clean = total_of(counts, "clean");
  RecordProperty("right_percent", std::to_string(100.0 * clean.right / clean.frame_count));
  EXPECT_GE(clean.right, 0.95 * clean.frame_count);
  EXPECT_GE(clean.inserted_clean, 0.97 * clean.inserted);
  // Measured 94.6, 91.2 and 86.5 % on the whole grid; held against getting worse.
  EXPECT_GE(total_of(counts, "20 dB").right, 0.92 * total_of(counts, "20 dB").frame_count);
  EXPECT_GE(total_of(counts, "10 dB").right, 0.88 * total_of(counts, "10 dB").frame_count);
  EXPECT_GE(total_of(counts, "5 dB").right, 0.83 * total_of(counts, "5 dB").frame_count);
  for (const auto& count : counts) {
    const bool synthetic =
        count.corpus == "white" || count.corpus == "pink" || count.corpus == "brown" || count.corpus == "hum";
    if (count.condition == "noise only" && synthetic) {
      EXPECT_GE(count.right, 0.99 * count.frame_count) << count.corpus;
    }
  }
}

// Oracle: noise mixed at a known ratio, 10 … 35 dB; the bar is 2 dB in the median and 4 dB at the 95th percentile for
// noise with a level of its own.
TEST(Accuracy, SignalToNoiseRatio) {
  TIMBRE_TEST_DATA(speech, "speech");
  std::vector<SnrTrial> trials = run_snr_grid(12);
  const ErrorSummary all = summary_of(trials, &SnrTrial::fused_db, 10.0, 35.0);
  RecordProperty("median_db", std::to_string(all.median_db));
  RecordProperty("p95_db", std::to_string(all.p95_db));
  ASSERT_GT(all.count, 50U);
  EXPECT_EQ(all.missing, 0U);
  EXPECT_LE(all.median_db, 2.0);
  // Bursts (noise2, noise4) and babble are not in the pauses as they are under the speech: measured apart.
  std::erase_if(trials, [](const SnrTrial& t) {
    return t.noise == "noise2.wav" || t.noise == "noise4.wav" || t.noise == "babble";
  });
  const ErrorSummary steady = summary_of(trials, &SnrTrial::fused_db, 10.0, 35.0);
  RecordProperty("steady_p95_db", std::to_string(steady.p95_db));
  EXPECT_LE(steady.median_db, 2.0);
  EXPECT_LE(steady.p95_db, 4.0);
}

// Oracle: doctored versions are marked or do not read better than 6 dB over the truth, but for a few.
TEST(Accuracy, DoctoredPausesDoNotFoolTheRatio) {
  TIMBRE_TEST_DATA(speech, "speech");
  double doctored = 0, fooled = 0, plain = 0, accused = 0;
  for (const auto& trial : run_doctored_grid(12)) {
    const bool marked = trial.gated || trial.suppressed || trial.digital_silence;
    if (trial.noise == "none") continue;
    if (trial.kind == "as it is") {
      ++plain;
      accused += marked ? 1 : 0;
    } else {
      ++doctored;
      fooled += !marked && trial.fused_db > trial.true_db + 6.0 ? 1 : 0;
    }
  }
  ASSERT_GT(doctored, 50);
  RecordProperty("fooled", std::to_string(fooled));
  EXPECT_LE(fooled, 0.05 * doctored);
  EXPECT_LE(accused, 0.02 * plain);
}

// Oracle: the two LibriVox clips are cut out of a reading; one of them begins after a real pause, the other inside a
// word, and both stop on a word. Of the other corpora few clips are cut.
TEST(Accuracy, CutTakes) {
  TIMBRE_TEST_DATA(speech, "speech/librivox");
  for (const Clip& clip : read_clips("speech/librivox")) {
    EXPECT_TRUE(measure::measure_voice({clip.rate_hz, clip.samples})->cut_end) << clip.name;
  }
  int clips = 0, cut = 0;
  for (const char* corpus : {"ljspeech", "kerstin", "librispeech", "vctk"}) {
    for (const Clip& clip : read_clips(std::string("speech/") + corpus)) {
      const auto found = measure::measure_voice({clip.rate_hz, clip.samples});
      ++clips;
      cut += found->cut_start || found->cut_end ? 1 : 0;
    }
  }
  RecordProperty("others_cut", std::to_string(cut) + " of " + std::to_string(clips));
  EXPECT_LE(cut, clips / 4);
}

// Property: the level of a recording is not its noise. One clip of each corpus, 20 dB up and 30 dB down.
TEST(Accuracy, TheLevelOfATakeChangesNothing) {
  TIMBRE_TEST_DATA(speech, "speech");
  for (const char* name : {"librivox/it_galatea_fasol.wav", "ljspeech/LJ001-0005.wav", "kerstin/de_rhasspy-1335.flac",
                           "librispeech/367/367-130732-0003.flac", "vctk/p234_004.wav"}) {
    const Clip clip = read_clip(speech / name);
    const auto as_it_is = measure::measure_voice(audio::AudioView(clip.rate_hz, clip.samples));
    ASSERT_TRUE(as_it_is.ok() && as_it_is->snr_db.value) << name;
    for (const double gain_db : {20.0, -30.0}) {
      const Samples other = scaled(clip.samples, gain_db);
      const auto moved = measure::measure_voice(audio::AudioView(clip.rate_hz, other));
      ASSERT_TRUE(moved.ok() && moved->snr_db.value) << name;
      EXPECT_NEAR(*moved->snr_db.value, *as_it_is->snr_db.value, 0.1) << name << " by " << gain_db << " dB";
      EXPECT_NEAR(*moved->noise_floor_dbfs.value, *as_it_is->noise_floor_dbfs.value + gain_db, 0.1) << name;
      EXPECT_EQ(moved->activity.is_speech, as_it_is->activity.is_speech) << name << " by " << gain_db << " dB";
      EXPECT_EQ(moved->gating.gated, as_it_is->gating.gated) << name;
      EXPECT_EQ(moved->gating.noise_suppressed, as_it_is->gating.noise_suppressed) << name;
    }
  }
}

}  // namespace
}  // namespace timbre::accuracy
