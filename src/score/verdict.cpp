#include "score/verdict.h"

#include <algorithm>

#include "score/number_text.h"
#include "score/score.h"
#include "score/thresholds.h"
#include "score/zones.h"

namespace timbre::score {
namespace {

using measure::MeasureId;

std::string with_unit(MeasureId id, double value) {
  const measure::MeasureInfo& info = measure::measure_info(id);
  return number_text(value, info.decimals) + (info.unit.empty() ? "" : " ") + std::string(info.unit);
}

std::string why_rejected(const Scorecard& card, MeasureId id, double value, bool is_low) {
  const std::string shown = with_unit(id, value);
  switch (id) {
    case MeasureId::SnrDb:
      return "Too noisy: the voice is only " + shown + " above the noise.";
    case MeasureId::ClippedPercent: {
      const auto is_clip = [](const measure::Event& event) { return event.kind == measure::EventKind::Clip; };
      const auto places = std::count_if(card.events.begin(), card.events.end(), is_clip);
      const bool is_cut = static_cast<std::size_t>(places) >= measure::kMaxEventsPerKind;
      const std::string where = places == 0 ? ""
                                : places == 1
                                    ? ", in one place"
                                    : ", in " + std::to_string(places) + (is_cut ? " or more" : "") + " places";
      return "Clipped: " + shown + " of the samples are cut off" + where + ".";
    }
    case MeasureId::DurationS:
      return (is_low ? "Too short: " : "Too long: ") + shown + ".";
    case MeasureId::SampleRateHz:
      return "The sample rate is too low: " + shown + ".";
    default:
      return std::string(measure::measure_info(id).title) + " is " + shown + ".";
  }
}

}  // namespace

std::string nothing_to_judge(const Scorecard& card) {
  if (card.findings.is_silent) return "The take is silent: every sample is zero.";
  if (card.findings.is_dc_only) return "The take holds no sound, only a constant level.";
  if (card.findings.no_speech) return "No speech was found.";
  const auto is_graded = [](const MeasureScore& entry) {
    return entry.axis == Axis::Acoustic && entry.grade.has_value();
  };
  if (std::none_of(card.measures.begin(), card.measures.end(), is_graded)) return "Nothing could be measured.";
  return {};
}

std::vector<Reject> rejects_of(const Scorecard& card) {
  std::vector<Reject> rejects;
  for (const Threshold& entry : thresholds(card.profile)) {
    const MeasureScore& score = card[entry.id];
    if (!score.value) continue;
    const double value = *score.value;
    const auto add = [&](double limit, bool is_low) {
      rejects.push_back({entry.id, value, limit, why_rejected(card, entry.id, value, is_low)});
    };
    if (entry.hard.below && value < *entry.hard.below) add(*entry.hard.below, true);
    if (entry.hard.above && value > *entry.hard.above) add(*entry.hard.above, false);
    if (entry.hard.at_least && value >= *entry.hard.at_least) add(*entry.hard.at_least, false);
  }
  const std::string nothing = nothing_to_judge(card);
  if (!nothing.empty()) {
    rejects.push_back({MeasureId::SilencePercent, card[MeasureId::SilencePercent].value, 100.0, nothing});
  }
  std::stable_sort(rejects.begin(), rejects.end(),
                   [](const Reject& a, const Reject& b) { return a.measure < b.measure; });
  return rejects;
}

Verdict verdict_of(const Scorecard& card) {
  if (!card.rejects.empty()) return Verdict::Reject;
  const bool is_doubtful = std::any_of(card.measures.begin(), card.measures.end(), [](const MeasureScore& entry) {
    return entry.can_spoil && (!entry.grade || zone_level(*entry.grade) == ZoneLevel::Poor);
  });
  if (has_another_voice(card.speaker)) return Verdict::Review;
  if (is_doubtful || !card.acoustic.score || *card.acoustic.score < kKeepAcoustic) return Verdict::Review;
  return Verdict::Keep;
}

}  // namespace timbre::score
