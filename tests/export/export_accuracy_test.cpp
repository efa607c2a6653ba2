// Rung: standard. Loudness and true peak are BS.1770-4's, measured from the written files by meters that
// tests/conformance holds to the standard.
#include <cmath>
#include <cstdio>

#include "gtest/gtest.h"

#include "base/testing/temporary_folder.h"
#include "base/testing/test_data.h"
#include "measure/loudness.h"
#include "measure/take_meter.h"
#include "measure/true_peak.h"
#include "studio/export_clip.h"

namespace timbre::studio {
namespace {

struct Tally {
  int clips = 0;
  int skipped = 0;
  int held_back = 0;
  int ideal = 0;
  double worst_off_lu = 0.0;
  double worst_lead_s = 0.0;
  double worst_tail_s = 0.0;
  int cut = 0;
};

/// Nothing here is taken from the exporter but where it wrote.
void hold_to_the_bars(const ExportedClip& clip, Tally& tally) {
  const score::Profile& p = *clip.profile;
  const auto file = audio::decode_file(clip.folder / "clip.wav");
  ASSERT_TRUE(file.ok()) << file.error().message;
  EXPECT_EQ(file->audio.format(), (audio::AudioFormat{p.wanted_rate_hz, 1}));
  EXPECT_EQ(file->stored.bit_depth, 16);
  const double duration_s = file->audio.view().duration_s();
  EXPECT_GE(duration_s, p.min_duration_s - 1e-9);
  if (p.limit_s) {
    EXPECT_LE(duration_s, *p.limit_s);
  }
  const auto peak = measure::measure_true_peak(file->audio.view());
  EXPECT_LE(peak->true_peak->value(), p.true_peak_limit_dbtp);
  if (p.level_measure == score::LevelMeasure::Lufs) {
    const auto loudness = measure::measure_loudness(file->audio.view());
    ASSERT_TRUE(loudness->integrated.has_value());
    const double off = loudness->integrated->value() - p.level_target_db;
    if (clip.level.is_held_back) {
      EXPECT_LT(off, 0.1);
      EXPECT_GE(peak->true_peak->value(), p.true_peak_limit_dbtp - 0.1) << "it could have been louder";
      ++tally.held_back;
    } else {
      EXPECT_NEAR(off, 0.0, 0.1);
      tally.worst_off_lu = std::max(tally.worst_off_lu, std::abs(off));
    }
  }
  const auto measured = measure::measure_take(file->audio.view());
  const auto& m = measured->measurements;
  EXPECT_FALSE(m.findings.no_speech);
  const auto lead = m.readings[measure::MeasureId::SilenceStartS].value;
  const auto tail = m.readings[measure::MeasureId::SilenceEndS].value;
  if (lead) tally.worst_lead_s = std::max(tally.worst_lead_s, std::abs(*lead - p.lead_s));
  if (tail) tally.worst_tail_s = std::max(tally.worst_tail_s, std::abs(*tail - p.tail_s));
  if (lead && std::abs(*lead - p.lead_s) > 0.15)
    std::printf("  lead %s %s %.3f want %.3f\n", clip.folder.c_str(), p.name.c_str(), *lead, p.lead_s);
  if (tail && std::abs(*tail - p.tail_s) > 0.15)
    std::printf("  tail %s %s %.3f want %.3f\n", clip.folder.c_str(), p.name.c_str(), *tail, p.tail_s);
  if (m.findings.cut_start || m.findings.cut_end) ++tally.cut;
  ++tally.clips;
  if (clip.window.is_ideal) ++tally.ideal;
}

TEST(ExportAccuracy, EveryRecordingForEveryProfileMeasuresAsItMust) {
  TIMBRE_TEST_DATA(speech, "speech");
  const TemporaryFolder folder;
  PosixFileSystem disk;
  Tally tally;
  ExportOptions options;
  for (const auto& profile : score::profiles()) options.profiles.push_back(&profile);
  int takes = 0;
  for (const auto& take : test_data_clips("speech")) {
    options.out = folder.path() / std::to_string(takes++);
    const auto result = export_clip(take, disk, options);
    ASSERT_TRUE(result.ok()) << take << ": " << result.error().message;
    tally.skipped += static_cast<int>(result->skipped.size());
    for (const ExportedClip& clip : result->clips) {
      SCOPED_TRACE(take.filename().string() + " for " + clip.profile->name);
      hold_to_the_bars(clip, tally);
    }
    std::filesystem::remove_all(options.out);
  }
  std::printf(
      "%d takes, %d clips (%d of ideal length), %d left out as too short; loudness off by at most %.3f LU; "
      "%d held back by their peak; lead off by at most %.2f s, tail by %.2f s; %d cut in speech\n",
      takes, tally.clips, tally.ideal, tally.skipped, tally.worst_off_lu, tally.held_back, tally.worst_lead_s,
      tally.worst_tail_s, tally.cut);
  EXPECT_GT(tally.clips, 300);
}

}  // namespace
}  // namespace timbre::studio
