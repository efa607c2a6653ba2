#pragma once
/// Measurements of made-up takes for tests.

#include <utility>

#include "measure/take_measurements.h"

namespace timbre::score {

/// A good recording at home: every measure has the value of a quiet room, a decent microphone and an easy reader.
inline measure::TakeMeasurements home_take() {
  using measure::MeasureId;
  using measure::Reading;
  measure::TakeMeasurements take;
  take.stored = {.container = "wav",
                 .codec = "pcm_s16le",
                 .sample_rate_hz = 48000,
                 .channel_count = 1,
                 .bit_depth = 16,
                 .is_float = false,
                 .is_lossy = false,
                 .channel_layout = "mono"};
  const auto set = [&take](MeasureId id, double value) { take.readings[id] = Reading::of(value); };
  set(MeasureId::SnrDb, 42.0);
  set(MeasureId::SnrRoomDb, 41.0);
  set(MeasureId::SnrWadaDb, 43.0);
  set(MeasureId::NoiseFloorDbfs, -58.0);
  set(MeasureId::SpeechLevelDbfs, -22.0);
  set(MeasureId::ClippedPercent, 0.0);
  set(MeasureId::TruePeakDbtp, -3.0);
  set(MeasureId::LoudnessLufs, -21.0);
  set(MeasureId::LoudnessMaxMomentaryLufs, -15.0);
  set(MeasureId::LoudnessMaxShortTermLufs, -18.0);
  set(MeasureId::LoudnessRangeLu, 5.0);
  set(MeasureId::DurationS, 20.0);
  set(MeasureId::SampleRateHz, 48000.0);
  set(MeasureId::BitDepth, 16.0);
  set(MeasureId::SilencePercent, 18.0);
  set(MeasureId::SilenceStartS, 0.4);
  set(MeasureId::SilenceEndS, 0.5);
  set(MeasureId::BandwidthHz, 11200.0);
  set(MeasureId::Srmr, 6.0);
  set(MeasureId::HumDb, 2.0);
  set(MeasureId::DcOffset, 0.0001);
  set(MeasureId::ClickCount, 0.0);
  set(MeasureId::PlosiveCount, 1.0);
  set(MeasureId::SibilanceCount, 0.0);
  set(MeasureId::F0MedianHz, 180.0);
  set(MeasureId::F0SpreadSt, 3.2);
  set(MeasureId::F0RangeSt, 8.0);
  set(MeasureId::DynamicsDb, 6.0);
  set(MeasureId::SyllableRateHz, 4.4);
  set(MeasureId::PausesPerMinute, 15.0);
  set(MeasureId::PauseMedianS, 0.45);
  set(MeasureId::PauseLongestS, 0.8);
  set(MeasureId::PauseSharePercent, 11.0);
  for (const MeasureId id : {MeasureId::WordsPerMinute, MeasureId::FillerCount, MeasureId::RepetitionCount}) {
    take.readings[id] = Reading::none("no transcript was made");
  }
  take.findings.analysis_signal = "the only channel";
  return take;
}

/// The same, with ten words in English that were heard with `confidence`; words per minute as wanted.
inline measure::TakeMeasurements home_take_with_words(double confidence, double words_per_minute = 140.0) {
  measure::TakeMeasurements take = home_take();
  text::Transcript transcript{{}, "en", "test", 20.0};
  for (int i = 0; i < 10; ++i) transcript.words.push_back({"word", {2.0 * i, 2.0 * i + 1.0}, confidence});
  take.words = {std::move(transcript), {}};
  take.readings[measure::MeasureId::WordsPerMinute] = measure::Reading::of(words_per_minute);
  return take;
}

}  // namespace timbre::score
