#include "studio/clip_check.h"

#include <array>
#include <cmath>

#include "base/utf8.h"
#include "measure/take_meter.h"
#include "score/number_text.h"
#include "score/score.h"

namespace timbre::studio {
namespace {

using measure::MeasureId;

constexpr double kLengthToleranceS = 0.001;

Error differs(const score::Profile& profile, const std::string& what) {
  return {ErrorKind::Internal,
          "the clip for " + profile.title + " did not come out as it must: " + what + "; nothing was written"};
}

std::string shown(double value) { return score::number_text(value, 3); }

Result<void> check_format_of(const audio::DecodedAudio& file, const score::Profile& profile) {
  constexpr std::array kCodecs{"pcm_s16le", "pcm_s24le", "pcm_f32le"};
  const std::string codec = kCodecs[static_cast<std::size_t>(profile.encoding)];
  if (file.stored.codec != codec) return differs(profile, "it holds " + file.stored.codec + ", not " + codec);
  if (file.audio.format().sample_rate_hz != profile.wanted_rate_hz) return differs(profile, "its rate is wrong");
  if (file.audio.format().channel_count != 1) return differs(profile, "it is not mono");
  return {};
}

Result<void> check_level(const ClipLevel& level, const score::Profile& profile) {
  if (level.true_peak_dbtp > profile.true_peak_limit_dbtp) {
    return differs(profile, "its true peak is " + shown(level.true_peak_dbtp) + " dBTP");
  }
  const double off = level.level_db - profile.level_target_db;
  if (std::abs(off) <= kLevelToleranceDb || (level.is_held_back && off < 0.0)) return {};
  return differs(profile, "its level is " + shown(level.level_db) + " dB");
}

}  // namespace

Result<CheckedClip> check_clip(const std::filesystem::path& path, const ClipLevel& made,
                               const score::ClipWindow& window, const score::Profile& profile,
                               const audio::DecodeOptions& decode) {
  TRY(const audio::DecodedAudio file, audio::decode_file(path, decode));
  TRY_VOID(check_format_of(file, profile));
  TRY(const measure::MeasuredTake measured, measure::measure_take(file.audio.view(), {}, file.stored));
  const auto& readings = measured.measurements.readings;
  const auto level = level_of(file.audio.view(), profile.level_measure);
  const auto& peak = readings[MeasureId::TruePeakDbtp].value;
  if (!level || !peak) return differs(profile, "it has no level");
  CheckedClip out;
  out.level = {made.gain_db, *level, *peak, made.is_held_back};
  TRY_VOID(check_level(out.level, profile));
  out.duration_s = file.audio.view().duration_s();
  const double wanted_s = window.speech.end_s - window.speech.start_s + profile.lead_s + profile.tail_s;
  if (std::abs(out.duration_s - wanted_s) > kLengthToleranceS) {
    return differs(profile, "it is " + shown(out.duration_s) + " s long, not " + shown(wanted_s));
  }
  out.lead_s = readings[MeasureId::SilenceStartS].value;
  out.tail_s = readings[MeasureId::SilenceEndS].value;
  score::ScoreOptions options;
  options.profile = &profile;
  out.scorecard = score::score_measurements(measured.measurements, options);
  return out;
}

}  // namespace timbre::studio
