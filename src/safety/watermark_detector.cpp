#include <algorithm>
#include <cmath>
#include <string>

#include "safety/watermark.h"
#include "safety/watermark_significance.h"
#include "safety/watermark_speed_search.h"
#include "safety/watermark_stretches.h"
#include "safety/watermark_trail.h"

namespace timbre::safety {

namespace {

constexpr double kLeastS = 1.0;
constexpr std::size_t kSpeedStretches = 3;  // how many are searched at every speed, the loudest

class Detector {
 public:
  Detector(const audio::AudioView& sound, const WatermarkKey& key)
      : pattern_(make_watermark_pattern(key)), finder_(pattern_), stretches_(sound), duration_s_(sound.duration_s()) {}

  WatermarkFinding find() {
    search_as_it_is();
    WatermarkFinding finding = judged();
    if (finding.outcome == WatermarkOutcome::Marked) return finding;
    search_at_other_speeds();
    return judged();
  }

 private:
  /// Each stretch for itself, and all of them together.
  void search_as_it_is() {
    PeriodFold all;
    for (std::size_t i = 0; i < stretches_.count(); ++i) {
      const PeriodFold fold = fold_tiles(fine_tiles(stretches_.spectrogram(i), 1.0), 1.0);
      consider(finder_.best(fold), {}, i);
      all += fold;
    }
    tried_ += kOffsets * stretches_.count();
    if (stretches_.count() < 2) return;
    consider(finder_.best(all), {}, 0);
    tried_ += kOffsets;
  }

  void search_at_other_speeds() {
    for (const std::size_t i : stretches_.loudest(kSpeedStretches)) {
      const SpeedPeak found = search_speeds(stretches_.spectrogram(i), finder_);
      consider(found.peak, found.speed, i);
      tried_ += found.tried;
    }
  }

  void consider(const SyncPeak& peak, PlayedSpeed speed, std::size_t stretch) {
    if (peak.z > best_.peak.z) {
      best_.peak = peak;
      best_.speed = speed;
      best_stretch_ = stretch;
    }
  }

  /// What the best peak so far is worth, by itself and with the payload that it leads to.
  WatermarkFinding judged() {
    WatermarkFinding finding;
    finding.z = best_.peak.z;
    finding.tried = tried_;
    finding.false_positive = false_positive_bound(finding.z, tried_);
    if (finding.false_positive >= kInconclusiveBelow) return finding;
    finding.outcome = WatermarkOutcome::Inconclusive;
    const MarkedPart part = follow_mark(stretches_, pattern_, finder_, best_, best_stretch_);
    const auto payload = decode_payload(part.soft);
    const double with_payload = payload ? finding.false_positive * kPayloadByChance : finding.false_positive;
    if (with_payload >= kMarkedBelow) return finding;
    finding.outcome = WatermarkOutcome::Marked;
    finding.false_positive = with_payload;
    finding.payload = payload;
    finding.speed = best_.speed.tempo;
    finding.begin_s = part.begin_s;
    finding.end_s = std::min(part.end_s, duration_s_);
    return finding;
  }

  WatermarkPattern pattern_;
  SyncFinder finder_;
  SoundStretches stretches_;
  double duration_s_;
  SpeedPeak best_;
  std::size_t best_stretch_ = 0;
  std::uint64_t tried_ = 0;
};

}  // namespace

const char* to_string(WatermarkOutcome outcome) {
  switch (outcome) {
    case WatermarkOutcome::Marked:
      return "marked";
    case WatermarkOutcome::Inconclusive:
      return "inconclusive";
    case WatermarkOutcome::NotMarked:
      break;
  }
  return "not_marked";
}

Result<WatermarkFinding> detect_watermark(const audio::AudioView& sound, const WatermarkKey& key) {
  TRY_VOID(audio::check_format(sound.format()));
  if (sound.duration_s() < kLeastS) {
    return Error{ErrorKind::InvalidInput, "the sound is " + std::to_string(sound.duration_s()) +
                                              " s long; whether it carries a watermark can be told from 1 s on: give "
                                              "more of it"};
  }
  return Detector(sound, key).find();
}

}  // namespace timbre::safety
