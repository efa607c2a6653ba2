#include "score/labels.h"

#include <array>

#include "score/verdict.h"

namespace timbre::score {
namespace {

using measure::ChannelLayout;
using measure::MeasureId;

struct Rule {
  LabelInfo info;
  bool (*applies)(const Scorecard&);
};

bool below(const Scorecard& card, MeasureId id, double limit) { return card[id].value && *card[id].value < limit; }
bool above(const Scorecard& card, MeasureId id, double limit) { return card[id].value && *card[id].value > limit; }
bool within(const Scorecard& card, MeasureId id, double from, double to) {
  return card[id].value && *card[id].value >= from && *card[id].value <= to;
}
bool speaks(const Scorecard& card) { return nothing_to_judge(card).empty(); }

bool is_noisy(const Scorecard& c) { return below(c, MeasureId::SnrDb, 25) || above(c, MeasureId::NoiseFloorDbfs, -40); }
bool is_clipped(const Scorecard& c) { return above(c, MeasureId::ClippedPercent, 0.01); }
bool is_muffled(const Scorecard& c) { return below(c, MeasureId::BandwidthHz, 5000); }
bool is_roomy(const Scorecard& c) { return c[MeasureId::Srmr].grade && below(c, MeasureId::Srmr, 3); }
bool is_clear(const Scorecard& c) {
  return !is_noisy(c) && !is_clipped(c) && !is_roomy(c) && !below(c, MeasureId::SnrDb, 35) &&
         c[MeasureId::SnrDb].value && !below(c, MeasureId::BandwidthHz, 9000);
}
/// The pace is judged by words where they can be believed, else by syllables.
bool judged_by_words(const Scorecard& c) { return c[MeasureId::WordsPerMinute].grade.has_value(); }
bool is_slow(const Scorecard& c) {
  return judged_by_words(c) ? below(c, MeasureId::WordsPerMinute, 105) : below(c, MeasureId::SyllableRateHz, 3);
}
bool is_too_fast(const Scorecard& c) {
  return judged_by_words(c) ? above(c, MeasureId::WordsPerMinute, 175) : above(c, MeasureId::SyllableRateHz, 6.2);
}
bool is_good_pace(const Scorecard& c) {
  return judged_by_words(c) ? within(c, MeasureId::WordsPerMinute, 120, 165)
                            : within(c, MeasureId::SyllableRateHz, 3.5, 5.5);
}
bool is_smooth(const Scorecard& c) {
  return within(c, MeasureId::PausesPerMinute, 0, 24) && !above(c, MeasureId::PauseMedianS, 0.7);
}
bool is_too_long(const Scorecard& c) {
  return c.profile.max_duration_s && above(c, MeasureId::DurationS, *c.profile.max_duration_s);
}

constexpr auto kGood = LabelTone::Good;
constexpr auto kNeutral = LabelTone::Neutral;
constexpr auto kBad = LabelTone::Bad;

constexpr std::array kRules{
    Rule{{"no speech", kBad, "silence, or no voice was found"}, [](const Scorecard& c) { return !speaks(c); }},
    Rule{{"clear", kGood, "SNR ≥ 35 dB, bandwidth ≥ 9 kHz, not noisy, clipped or roomy"}, is_clear},
    Rule{{"noisy", kBad, "SNR below 25 dB or noise floor above −40 dBFS"}, is_noisy},
    Rule{{"clipped", kBad, "more than 0.01 % of the samples are clipped"}, is_clipped},
    Rule{{"muffled", kBad, "bandwidth below 5 kHz"}, is_muffled},
    Rule{{"roomy", kBad, "SRMR below 3"}, is_roomy},
    Rule{{"hum", kBad, "mains hum at 50 or 60 Hz, found in the room tone and loud enough to be heard"},
         [](const Scorecard& c) { return c.findings.hum_mains_hz != 0; }},
    Rule{{"quiet", kBad, "loudness below −30 LUFS"},
         [](const Scorecard& c) { return below(c, MeasureId::LoudnessLufs, -30); }},
    Rule{{"loud", kBad, "loudness above −12 LUFS"},
         [](const Scorecard& c) { return above(c, MeasureId::LoudnessLufs, -12); }},
    Rule{{"too short", kBad, "shorter than the profile takes"},
         [](const Scorecard& c) { return below(c, MeasureId::DurationS, c.profile.min_duration_s); }},
    Rule{{"too long", kBad, "longer than the profile takes"}, is_too_long},
    Rule{{"cut off", kBad, "the take begins or ends inside speech"},
         [](const Scorecard& c) { return c.findings.cut_start || c.findings.cut_end; }},
    Rule{{"gated", kBad, "pauses fall to nothing: a noise gate"}, [](const Scorecard& c) { return c.findings.gated; }},
    Rule{{"digital silence", kNeutral, "stretches of exact zeros inside the take"},
         [](const Scorecard& c) { return c.findings.digital_silence; }},
    Rule{{"noise suppressed", kBad, "pauses are far below the noise under the speech"},
         [](const Scorecard& c) { return c.findings.noise_suppressed; }},
    Rule{{"upsampled", kNeutral, "recorded at a lower rate than the file has"},
         [](const Scorecard& c) { return c.findings.upsampled; }},
    Rule{{"lossy", kNeutral, "stored by a lossy codec, or with the low-pass of one"},
         [](const Scorecard& c) { return c.stored.is_lossy || c.findings.lossy_low_pass_hz.has_value(); }},
    Rule{{"one-sided", kNeutral, "one of the channels is dead"},
         [](const Scorecard& c) { return c.findings.channels == ChannelLayout::DeadChannel; }},
    Rule{{"inverted", kNeutral, "one channel is the other upside down: mixed to mono they cancel"},
         [](const Scorecard& c) { return c.findings.channels == ChannelLayout::Inverted; }},
    Rule{{"slow", kBad, "below 105 words a minute, or 3 syllables a second without a trusted transcript"}, is_slow},
    Rule{{"good pace", kGood,
          "120 to 165 words a minute, or 3.5 to 5.5 syllables a second without a trusted transcript"},
         is_good_pace},
    Rule{{"too fast", kBad, "above 175 words a minute, or 6.2 syllables a second without a trusted transcript"},
         is_too_fast},
    Rule{{"monotone", kBad, "pitch spread below 1.5 st"},
         [](const Scorecard& c) { return below(c, MeasureId::F0SpreadSt, 1.5); }},
    Rule{{"expressive", kGood, "pitch spread of 2 to 6 st and dynamics of 4 dB or more"},
         [](const Scorecard& c) {
           return within(c, MeasureId::F0SpreadSt, 2, 6) && !below(c, MeasureId::DynamicsDb, 4);
         }},
    Rule{{"flat", kBad, "dynamics below 4 dB"}, [](const Scorecard& c) { return below(c, MeasureId::DynamicsDb, 4); }},
    Rule{{"choppy", kBad, "more than 32 pauses a minute"},
         [](const Scorecard& c) { return above(c, MeasureId::PausesPerMinute, 32); }},
    Rule{{"smooth", kGood, "at most 24 pauses a minute, with a median of 0.7 s or less"}, is_smooth},
};

/// Labels that speak of the voice; without one they would be nonsense.
bool needs_voice(std::string_view label) {
  return label == "clear" || label == "noisy" || label == "muffled" || label == "roomy" || label == "quiet" ||
         label == "cut off" || label == "gated" || label == "digital silence" || label == "noise suppressed" ||
         label == "slow" || label == "good pace" || label == "too fast" || label == "monotone" ||
         label == "expressive" || label == "flat" || label == "choppy" || label == "smooth";
}

}  // namespace

std::vector<LabelInfo> all_labels() {
  std::vector<LabelInfo> labels;
  for (const Rule& rule : kRules) labels.push_back(rule.info);
  return labels;
}

std::vector<std::string> labels_of(const Scorecard& card) {
  std::vector<std::string> labels;
  const bool has_voice = speaks(card);
  for (const Rule& rule : kRules) {
    if (!has_voice && needs_voice(rule.info.label)) continue;
    if (rule.applies(card)) labels.emplace_back(rule.info.label);
  }
  return labels;
}

}  // namespace timbre::score
