#include "score/detail/tips.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "score/number_text.h"
#include "score/thresholds.h"
#include "score/verdict.h"

namespace timbre::score::detail {
namespace {

using measure::ChannelLayout;
using measure::MeasureId;

constexpr std::array kMeasureTips{
    MeasureTip{MeasureId::SnrDb, Side::Any, "quieter_room",
               "Move closer to the microphone, about a hand's width, and record where it is quiet."},
    MeasureTip{MeasureId::NoiseFloorDbfs, Side::Any, "lower_noise_floor",
               "Turn off fans and close the window; then listen to five seconds of the empty room."},
    MeasureTip{MeasureId::ClippedPercent, Side::Any, "avoid_clipping",
               "Turn the input gain down by 6 dB and record again: clipping cannot be repaired."},
    MeasureTip{MeasureId::TruePeakDbtp, Side::Any, "lower_peak",
               "Turn the gain down a little, so that the loudest word stays 3 dB below full scale."},
    MeasureTip{MeasureId::LoudnessLufs, Side::Low, "raise_level",
               "Move closer or turn the input gain up by about {missing} dB."},
    MeasureTip{MeasureId::LoudnessLufs, Side::High, "lower_level", "Turn the input gain down by about {missing} dB."},
    MeasureTip{MeasureId::DurationS, Side::Low, "record_longer", "Speak for {from} to {to} seconds."},
    MeasureTip{MeasureId::DurationS, Side::High, "record_shorter",
               "Keep the best {from} to {to} seconds and cut the rest away."},
    MeasureTip{MeasureId::SampleRateHz, Side::Any, "raise_sample_rate",
               "Set the recorder to 48 kHz; at least {rate} kHz is needed."},
    MeasureTip{MeasureId::BitDepth, Side::Any, "raise_bit_depth", "Set the recorder to 24 bit, or at least 16 bit."},
    MeasureTip{MeasureId::SilencePercent, Side::Any, "less_silence",
               "Cut the silence before, between and after your sentences."},
    MeasureTip{
        MeasureId::BandwidthHz, Side::Any, "brighter_sound",
        "Face the microphone and record at 48 kHz, without a phone line, a headset's call mode or noise removal."},
    MeasureTip{MeasureId::Srmr, Side::Any, "drier_room",
               "Move closer to the microphone, and let curtains, a bed or coats swallow the echo."},
    MeasureTip{MeasureId::HumDb, Side::Any, "stop_hum", "Something hums{mains}. Turn it off or move away from it."},
    MeasureTip{MeasureId::DcOffset, Side::Any, "remove_dc",
               "Switch on the recorder's low-cut filter, or try another input."},
    MeasureTip{MeasureId::F0SpreadSt, Side::Low, "livelier_pitch",
               "Tell it to a friend across the table: let your voice rise and fall."},
    MeasureTip{MeasureId::F0SpreadSt, Side::High, "calmer_pitch",
               "Speak as you would to one person; leave the acting for later."},
    MeasureTip{MeasureId::DynamicsDb, Side::Low, "more_stress",
               "Lean on the words that matter, and switch off any compressor or automatic gain."},
    MeasureTip{MeasureId::DynamicsDb, Side::High, "steadier_level",
               "Keep the same distance to the microphone, and finish your sentences as clearly as you start them."},
    MeasureTip{MeasureId::SyllableRateHz, Side::Low, "speak_faster", "Speak a little faster, as in a conversation."},
    MeasureTip{MeasureId::SyllableRateHz, Side::High, "speak_slower", "Take your time: speak a little slower."},
    MeasureTip{MeasureId::PausesPerMinute, Side::Low, "more_pauses", "Breathe between sentences."},
    MeasureTip{MeasureId::PausesPerMinute, Side::High, "fewer_pauses",
               "Read the text once in silence first, then speak whole phrases in one breath."},
    MeasureTip{MeasureId::PauseMedianS, Side::Low, "longer_pauses", "Let each sentence end before the next begins."},
    MeasureTip{MeasureId::PauseMedianS, Side::High, "shorter_pauses",
               "Keep the pauses between phrases short: half of them last {value} s or more."},
    MeasureTip{MeasureId::WordsPerMinute, Side::Low, "speak_faster",
               "You speak at {value} words a minute. A little faster, about {ideal}, sounds like a conversation."},
    MeasureTip{MeasureId::WordsPerMinute, Side::High, "speak_slower",
               "You speak at {value} words a minute. Take your time: about {ideal} is easy to follow."},
};

bool speaks(const Scorecard& card) { return nothing_to_judge(card).empty(); }
/// One or two happen to everyone.
bool is_many(const Scorecard& card, MeasureId id) { return card[id].value.value_or(0.0) >= 3.0; }

/// A pause that a listener waits through; models ask for less (docs/measures/pauses.md).
constexpr double kLongPauseS = 1.5;
std::size_t long_pauses(const Scorecard& card) {
  return static_cast<std::size_t>(std::count_if(card.pauses.begin(), card.pauses.end(), [](const TimeRange& pause) {
    return pause.end_s - pause.start_s > kLongPauseS;
  }));
}
/// "One pause is", "Three pauses are", "12 pauses are".
std::string counted_pauses(std::size_t count) {
  constexpr std::array<std::string_view, 10> kNumbers{"No",   "One", "Two",   "Three", "Four",
                                                      "Five", "Six", "Seven", "Eight", "Nine"};
  const std::string number = count < kNumbers.size() ? std::string(kNumbers[count]) : std::to_string(count);
  return number + (count == 1 ? " pause is" : " pauses are");
}

constexpr std::array kFindingTips{
    FindingTip{"check_microphone", MeasureId::SilencePercent,
               "Check that the right microphone is chosen and not muted.",
               [](const Scorecard& c) { return c.findings.is_silent || c.findings.is_dc_only; }},
    FindingTip{"record_speech", MeasureId::SilencePercent, "Record someone speaking: no voice was found here.",
               [](const Scorecard& c) { return !speaks(c) && !c.findings.is_silent && !c.findings.is_dc_only; }},
    FindingTip{"turn_off_gate", MeasureId::NoiseFloorDbfs,
               "Turn off the noise gate: it cuts the quiet ends of words away.",
               [](const Scorecard& c) { return c.findings.gated && speaks(c); }},
    FindingTip{"turn_off_noise_removal", MeasureId::NoiseFloorDbfs,
               "Turn off noise removal: it dulls the voice, and a clone repeats that.",
               [](const Scorecard& c) { return c.findings.noise_suppressed && speaks(c); }},
    FindingTip{"start_later", MeasureId::SilenceStartS, "Wait half a second after you press record, then speak.",
               [](const Scorecard& c) { return c.findings.cut_start && speaks(c); }},
    FindingTip{"stop_later", MeasureId::SilenceEndS, "Let the recording run half a second after the last word.",
               [](const Scorecard& c) { return c.findings.cut_end && speaks(c); }},
    FindingTip{
        "record_at_full_rate", MeasureId::BandwidthHz,
        "The sound was recorded at a lower rate than the file has. Look for 48 kHz in the recorder or the headset.",
        [](const Scorecard& c) { return c.findings.upsampled; }},
    FindingTip{"record_uncompressed", std::nullopt,
               "Record as WAV or FLAC: lossy files leave marks that a clone repeats.",
               [](const Scorecard& c) { return c.stored.is_lossy || c.findings.lossy_low_pass_hz.has_value(); }},
    FindingTip{"fix_wiring", std::nullopt, "One channel is upside down. Record in mono, or check the cable.",
               [](const Scorecard& c) { return c.findings.channels == ChannelLayout::Inverted; }},
    FindingTip{"record_mono", std::nullopt, "Only one channel holds sound. Record in mono.",
               [](const Scorecard& c) { return c.findings.channels == ChannelLayout::DeadChannel; }},
    FindingTip{"use_pop_filter", MeasureId::PlosiveCount,
               "Speak past the microphone rather than into it, or put a pop filter in front ({value} pops).",
               [](const Scorecard& c) { return is_many(c, MeasureId::PlosiveCount); }},
    FindingTip{"avoid_clicks", MeasureId::ClickCount,
               "Drink some water, keep your hands off the desk, and check the cable ({value} clicks).",
               [](const Scorecard& c) { return is_many(c, MeasureId::ClickCount); }},
    FindingTip{"shorten_long_pauses", MeasureId::PauseLongestS,
               "{long_pauses} longer than 1.5 s. Read on a little sooner, or cut the silence out.",
               [](const Scorecard& c) { return speaks(c) && long_pauses(c) > 0; }},
    FindingTip{"fewer_fillers", MeasureId::FillerCount,
               "Where an um wants to come, let a short silence stand instead ({value} were heard).",
               [](const Scorecard& c) { return is_many(c, MeasureId::FillerCount); }},
    FindingTip{"fewer_repetitions", MeasureId::RepetitionCount,
               "When a word slips, stop, breathe, and say the whole sentence again ({value} were said twice in a row).",
               [](const Scorecard& c) { return is_many(c, MeasureId::RepetitionCount); }},
    FindingTip{"soften_sibilance", MeasureId::SibilanceCount,
               "Turn the microphone a little to the side, so that s sounds pass it ({value} sharp ones).",
               [](const Scorecard& c) { return is_many(c, MeasureId::SibilanceCount); }},
};

/// The nearest value of the best grade on the side of `value`.
double ideal_near(const Curve& curve, double value) {
  double best = 0.0;
  for (const Knot& knot : curve.knots()) best = std::max(best, knot.grade);
  double nearest = value;
  bool is_found = false;
  for (const Knot& knot : curve.knots()) {
    if (knot.grade < best) continue;
    if (!is_found || std::abs(knot.value - value) < std::abs(nearest - value)) nearest = knot.value;
    is_found = true;
  }
  return nearest;
}

void replace(std::string& text, std::string_view what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

const MeasureTip* measure_tip(const Scorecard& card, MeasureId id) {
  const auto entry = threshold(id, card.profile);
  if (!entry || !card[id].value) return nullptr;
  const bool is_low = *card[id].value < ideal_near(entry->curve, *card[id].value);
  for (const MeasureTip& tip : kMeasureTips) {
    if (tip.measure == id && (tip.side == Side::Any || (tip.side == Side::Low) == is_low)) return &tip;
  }
  return nullptr;
}

const FindingTip* finding_tip(std::size_t i) { return i < kFindingTips.size() ? &kFindingTips[i] : nullptr; }

std::string fill_in(std::string_view text, const Scorecard& card, std::optional<MeasureId> id) {
  std::string filled(text);
  replace(filled, "{from}", number_text(card.profile.ideal_from_s, 0));
  replace(filled, "{to}", number_text(card.profile.ideal_to_s, 0));
  replace(filled, "{rate}", number_text(std::ceil(card.profile.min_rate_hz / 1000.0), 0));
  const int mains_hz = card.findings.hum_mains_hz;
  replace(filled, "{mains}", mains_hz == 0 ? "" : " at " + std::to_string(mains_hz) + " Hz");
  replace(filled, "{long_pauses}", counted_pauses(long_pauses(card)));
  if (!id || !card[*id].value) return filled;
  const double value = *card[*id].value;
  replace(filled, "{value}", number_text(value, measure::measure_info(*id).decimals));
  if (const auto entry = threshold(*id, card.profile)) {
    replace(filled, "{ideal}", number_text(ideal_near(entry->curve, value), 0));
    replace(filled, "{missing}", number_text(std::abs(ideal_near(entry->curve, value) - value), 0));
  }
  return filled;
}

}  // namespace timbre::score::detail
