#include <cmath>
#include <string>
#include <utility>

#include "score/detail/threshold_tables.h"
#include "score/number_text.h"

namespace timbre::score::detail {
namespace {

using measure::MeasureId;

Threshold snr() {
  return {.id = MeasureId::SnrDb,
          .weight = 22.0,
          .can_spoil = true,
          .direction = Direction::MoreIsBetter,
          .curve = Curve({{0, 0}, {10, 0.1}, {20, 0.3}, {35, 0.6}, {50, 0.8}, {60, 1}}),
          .hard = {.below = 20.0},
          .display_from = 0.0,
          .display_to = 65.0,
          .limit = "≥ 35 dB is the aim; below 20 dB is rejected",
          .reason =
              "a clone repeats the noise of its reference; 35 dB is what careful speech corpora ask for, under 20 dB "
              "the noise is heard in every pause and word",
          .source = "Hi-Fi TTS corpus (arXiv 2104.01497) takes ≥ 32 dB; the limits are Timbre's"};
}

Threshold noise_floor() {
  return {.id = MeasureId::NoiseFloorDbfs,
          .weight = 9.0,
          .direction = Direction::LessIsBetter,
          .curve = Curve({{-90, 1}, {-70, 0.75}, {-50, 0.6}, {-40, 0.3}, {-30, 0.15}, {-20, 0}}),
          .display_from = -90.0,
          .display_to = -20.0,
          .limit = "below −50 dBFS is good; above −40 dBFS the room is heard",
          .reason = "room tone comes up with the level when a clip is normalised; a studio reaches −70 dBFS",
          .source = "audiobook practice (ACX) asks for −60 dB after mastering; Timbre allows 10 dB for a raw take"};
}

Threshold clipped() {
  return {.id = MeasureId::ClippedPercent,
          .weight = 14.0,
          .can_spoil = true,
          .direction = Direction::LessIsBetter,
          .curve = Curve({{0, 1}, {0.01, 0.6}, {0.1, 0.3}, {1, 0.12}, {10, 0.03}, {40, 0}}),
          .hard = {.at_least = 0.1},
          .display_from = 0.001,
          .display_to = 40.0,
          .is_logarithmic = true,
          .limit = "0 % is the aim; up to 0.01 % is a stray peak; 0.1 % or more is rejected",
          .reason =
              "clipping cannot be undone; 0.1 % is 20 ms of destroyed waveform in a take of 20 s, spread over the "
              "loudest vowels, which are what a model learns the voice from",
          .source = "Timbre's choice; no published limit was found"};
}

Threshold true_peak() {
  return {.id = MeasureId::TruePeakDbtp,
          .weight = 4.0,
          .direction = Direction::LessIsBetter,
          .curve = Curve({{-3, 1}, {-1, 0.6}, {0, 0.3}, {3, 0}}),
          .display_from = -30.0,
          .display_to = 3.0,
          .limit = "≤ −1 dBTP; −3 dBTP leaves room",
          .reason = "peaks between samples above full scale clip in the next resampler or encoder",
          .source = "EBU R 128: −1 dBTP"};
}

Threshold loudness() {
  return {.id = MeasureId::LoudnessLufs,
          .weight = 7.0,
          .direction = Direction::BestBetween,
          .curve = Curve({{-50, 0}, {-40, 0.3}, {-30, 0.6}, {-24, 1}, {-16, 1}, {-12, 0.6}, {-8, 0.3}, {0, 0}}),
          .display_from = -50.0,
          .display_to = 0.0,
          .limit = "−30 to −12 LUFS; −24 to −16 LUFS is ideal",
          .reason =
              "too quiet loses bits and lifts the preamplifier's noise, too loud is near clipping; a wrong level "
              "alone is easily mended, so it weighs little",
          .source = "around EBU R 128 (−23 LUFS) and the −16 LUFS of podcasts"};
}

Threshold bit_depth() {
  return {.id = MeasureId::BitDepth,
          .weight = 3.0,
          .direction = Direction::MoreIsBetter,
          .curve = Curve({{8, 0}, {12, 0.3}, {16, 0.6}, {24, 1}}),
          .display_from = 8.0,
          .display_to = 32.0,
          .limit = "16 bit is enough, 24 bit leaves headroom; 8 bit is noise",
          .reason = "16 bit has 96 dB, more than any room; 8 bit has 48 dB, which is heard",
          .source = "6.02 dB a bit"};
}

Threshold silence() {
  return {.id = MeasureId::SilencePercent,
          .weight = 5.0,
          .direction = Direction::LessIsBetter,
          .curve = Curve({{25, 1}, {45, 0.6}, {60, 0.3}, {90, 0}}),
          .display_from = 0.0,
          .display_to = 100.0,
          .limit = "below 45 % is good",
          .reason = "models read a fixed stretch of the reference, and silence in it teaches nothing but pauses",
          .source =
              "cloning models' own advice to avoid long pauses (NeuTTS, Alibaba Model Studio); the number is Timbre's"};
}

Threshold bandwidth() {
  return {
      .id = MeasureId::BandwidthHz,
      .weight = 15.0,
      .can_spoil = true,
      .direction = Direction::MoreIsBetter,
      .curve = Curve({{2000, 0}, {3400, 0.05}, {5000, 0.3}, {9000, 0.6}, {12000, 0.7}, {16000, 0.85}, {20000, 1}}),
      .display_from = 2000.0,
      .display_to = 20000.0,
      .is_logarithmic = true,
      .limit = "≥ 9 kHz is bright; below 5 kHz is muffled",
      .reason = "s, f and t live above 5 kHz; a model of 24 kHz cannot learn what the recording does not hold",
      .source = "Hi-Fi TTS corpus (arXiv 2104.01497) takes ≥ 13 kHz; wideband telephony ends at 7 kHz (ITU-T G.722)"};
}

Threshold srmr() {
  return {.id = MeasureId::Srmr,
          .weight = 4.0,
          .direction = Direction::MoreIsBetter,
          .curve = Curve({{0, 0}, {3, 0.3}, {6, 0.6}, {10, 1}}),
          .display_from = 0.0,
          .display_to = 12.0,
          .limit = "≥ 6 is dry; below 3 the room is heard; judged only where the SNR is above 20 dB",
          .reason =
              "a clone repeats the room; SRMR also moves with the voice and with noise, so it weighs little and counts "
              "fully only from an SNR of 30 dB",
          .source = "Falk, Zheng and Chan 2010 for the measure; the numbers are Timbre's"};
}

Threshold hum() {
  return {.id = MeasureId::HumDb,
          .weight = 4.0,
          .direction = Direction::LessIsBetter,
          .curve = Curve({{11, 1}, {15, 0.6}, {25, 0.3}, {40, 0}}),
          .display_from = 0.0,
          .display_to = 40.0,
          .limit = "below 15 dB over the rest of the room tone is good; plain noise reads up to 11 dB",
          .reason = "hum is steady and narrow, easily removed, and already part of the noise floor",
          .source = "Timbre's choice"};
}

Threshold dc_offset() {
  return {.id = MeasureId::DcOffset,
          .weight = 1.0,
          .direction = Direction::BestBetween,
          .curve = Curve(
              {{-0.2, 0}, {-0.05, 0.3}, {-0.01, 0.6}, {-0.001, 1}, {0.001, 1}, {0.01, 0.6}, {0.05, 0.3}, {0.2, 0}}),
          .display_from = -0.1,
          .display_to = 0.1,
          .limit = "within ±0.01 of full scale",
          .reason = "it costs headroom and clicks at cuts, and is removed without loss",
          .source = "Timbre's choice"};
}

std::string seconds(double value) { return number_text(value, value == std::floor(value) ? 0 : 1); }

Threshold duration(const Profile& p) {
  std::vector<Knot> knots{
      {0, 0}, {p.min_duration_s * 0.5, 0.1}, {p.min_duration_s, 0.3}, {p.ideal_from_s, 1}, {p.ideal_to_s, 1}};
  if (p.max_duration_s) {
    knots.push_back({*p.max_duration_s, 0.3});
    knots.push_back({*p.max_duration_s * 2.0, 0.1});
    knots.push_back({*p.max_duration_s * 4.0, 0});
  } else {
    // The model takes a longer clip and uses a part of it: good to twice the ideal, then a choice the user should make.
    knots.push_back({p.ideal_to_s * 2.0, 0.6});
    knots.push_back({p.ideal_to_s * 6.0, 0.4});
  }
  const std::string ideal = seconds(p.ideal_from_s) + " to " + seconds(p.ideal_to_s) + " s is ideal; ";
  const std::string hard =
      p.max_duration_s ? "outside " + seconds(p.min_duration_s) + " to " + seconds(*p.max_duration_s) + " s is rejected"
                       : "below " + seconds(p.min_duration_s) + " s is rejected";
  return {.id = MeasureId::DurationS,
          .weight = 7.0,
          .can_spoil = true,
          .direction = Direction::BestBetween,
          .curve = Curve(std::move(knots)),
          .hard = {.below = p.min_duration_s, .above = p.max_duration_s},
          .display_from = 0.0,
          .display_to = p.max_duration_s ? *p.max_duration_s * 4.0 / 3.0 : p.ideal_to_s * 3.0,
          .limit = ideal + hard,
          .reason = "too short does not show the voice, too long is cut by the model where it likes",
          .source = std::string(p.source)};
}

Threshold sample_rate(const Profile& p) {
  const double min = p.min_rate_hz;
  return {.id = MeasureId::SampleRateHz,
          .weight = 5.0,
          .can_spoil = true,
          .direction = Direction::MoreIsBetter,
          // Reaching the model's own rate is good already; what lies above is only headroom.
          .curve = Curve({{min * 0.5, 0}, {min * 0.8, 0.3}, {min, 0.65}, {min * 2.0, 1}}),
          .hard = {.below = min},
          .display_from = 8000.0,
          .display_to = 96000.0,
          .is_logarithmic = true,
          .limit = "≥ " + number_text(min / 1000.0, min == 22050.0 ? 2 : 0) + " kHz; a lower rate is rejected",
          .reason = "a rate below the model's own leaves its top band empty",
          .source = std::string(p.source)};
}

}  // namespace

std::vector<Threshold> acoustic_thresholds(const Profile& profile) {
  return {snr(),       noise_floor(), clipped(),   true_peak(), loudness(), duration(profile), sample_rate(profile),
          bit_depth(), silence(),     bandwidth(), srmr(),      hum(),      dc_offset()};
}

}  // namespace timbre::score::detail
