#include "watermark/unmarked_trial.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "base/random.h"
#include "safety/watermark_search.h"
#include "safety/watermark_significance.h"
#include "watermark/trial.h"

namespace timbre::watermark {
namespace {

void count(UnmarkedTrials& trials, double z, safety::WatermarkOutcome outcome) {
  if (outcome == safety::WatermarkOutcome::Marked) ++trials.marked;
  if (outcome == safety::WatermarkOutcome::Inconclusive) ++trials.inconclusive;
  trials.z.push_back(z);
}

/// As the detector decides after its plain search.
safety::WatermarkOutcome outcome_of(const safety::PeriodFold& fold, const safety::WatermarkPattern& pattern,
                                    const safety::SyncPeak& peak) {
  double p = safety::false_positive_bound(peak.z, safety::kOffsets);
  if (p >= safety::kInconclusiveBelow) return safety::WatermarkOutcome::NotMarked;
  if (safety::decode_payload(safety::soft_bits(fold, pattern, peak.offset))) p *= safety::kPayloadByChance;
  return p < safety::kMarkedBelow ? safety::WatermarkOutcome::Marked : safety::WatermarkOutcome::Inconclusive;
}

}  // namespace

UnmarkedTrials plain_searches(const std::vector<Clip>& clips, std::size_t keys, std::uint64_t seed) {
  SeededRandom random(seed);
  UnmarkedTrials trials;
  trials.hypotheses = safety::kOffsets;
  for (const auto& clip : clips) {
    const auto channels = safety::at_mark_rate(audio::AudioView(clip.rate_hz, clip.samples));
    const std::vector<std::span<const float>> views(channels.begin(), channels.end());
    const auto fold = safety::fold_tiles(safety::fine_tiles(safety::fine_spectrogram(views), 1.0), 1.0);
    for (std::size_t i = 0; i < keys; ++i) {
      const auto pattern = safety::make_watermark_pattern(random_key(random));
      const auto peak = safety::SyncFinder(pattern).best(fold);
      count(trials, peak.z, outcome_of(fold, pattern, peak));
    }
  }
  std::sort(trials.z.begin(), trials.z.end());
  return trials;
}

UnmarkedTrials full_searches(const std::vector<Clip>& clips, std::size_t keys, std::uint64_t seed) {
  SeededRandom random(seed);
  UnmarkedTrials trials;
  for (const auto& clip : clips) {
    for (std::size_t i = 0; i < keys; ++i) {
      const auto finding = safety::detect_watermark(audio::AudioView(clip.rate_hz, clip.samples), random_key(random));
      if (!finding.ok()) continue;
      trials.hypotheses = finding->tried;
      count(trials, finding->z, finding->outcome);
    }
  }
  std::sort(trials.z.begin(), trials.z.end());
  return trials;
}

std::string tail_table(const UnmarkedTrials& trials) {
  std::string out = "| z at least | trials | expected at most |\n|---|---|---|\n";
  for (double z = 3.5; z <= 6.51; z += 0.5) {
    const auto reached = trials.z.end() - std::lower_bound(trials.z.begin(), trials.z.end(), z);
    const double tail = 0.5 * std::erfc(z / std::numbers::sqrt2);
    const double one = -std::expm1(static_cast<double>(trials.hypotheses) * std::log1p(-tail));
    char line[128];
    std::snprintf(line, sizeof line, "| %.1f | %td | %.3g |\n", z, reached, one * static_cast<double>(trials.z.size()));
    out += line;
  }
  return out;
}

}  // namespace timbre::watermark
