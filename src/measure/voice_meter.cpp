#include "measure/voice_meter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "dsp/decibel.h"
#include "dsp/resample.h"
#include "measure/cut.h"
#include "measure/joined_activity.h"
#include "measure/noise_floor.h"
#include "measure/silence.h"
#include "measure/snr.h"
#include "measure/voice_activity_detector.h"

namespace timbre::measure {
namespace {

constexpr int kLowRateHz = 16000;
constexpr double kDcCutoffHz = 10.0;
constexpr double kGroupsPerSecond = 1000.0;

}  // namespace

VoiceMeter::VoiceMeter(int sample_rate_hz)
    : low_rate_hz_(std::min(sample_rate_hz, kLowRateHz)),
      bands_(sample_rate_hz),
      levels_(sample_rate_hz),
      low_levels_(low_rate_hz_),
      speech_level_(low_rate_hz_),
      group_size_(static_cast<std::size_t>(std::max(1.0, std::round(low_rate_hz_ / kGroupsPerSecond)))),
      hop_s_(dsp::FrameGrid(sample_rate_hz).hop_s()),
      baseline_share_(1.0 - std::exp(-2.0 * std::numbers::pi * kDcCutoffHz / kGroupsPerSecond)),
      low_frame_end_(low_frame_end(0)) {}

std::size_t VoiceMeter::low_frame_end(std::size_t index) const {
  return static_cast<std::size_t>(std::lround(static_cast<double>(index + 1) * hop_s_ * low_rate_hz_));
}

void VoiceMeter::push(const dsp::SpectrumFrame& frame) {
  bands_.push(frame);
  levels_.push(frame);
}

void VoiceMeter::push_16k(std::span<const float> samples) {
  while (!samples.empty()) {
    const std::size_t taken = std::min(samples.size(), group_size_ - group_.size());
    group_.insert(group_.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(taken));
    samples = samples.subspan(taken);
    if (group_.size() == group_size_) flush_group();
  }
}

void VoiceMeter::flush_group() {
  if (group_.empty()) return;
  float sum = 0.0F;
  for (const float x : group_) sum += x;
  const double mean = sum / static_cast<double>(group_.size());
  baseline_ = started_ ? baseline_ + baseline_share_ * (mean - baseline_) : mean;
  started_ = true;
  const auto offset = static_cast<float>(baseline_);
  for (float& x : group_) x -= offset;
  speech_level_.push(group_);
  wada_.push(group_);
  std::span<const float> rest(group_);
  while (!rest.empty()) {
    const std::size_t taken = std::min(rest.size(), low_frame_end_ - low_count_);
    low_frame_.insert(low_frame_.end(), rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(taken));
    rest = rest.subspan(taken);
    low_count_ += taken;
    if (low_count_ < low_frame_end_) break;
    low_levels_.push(low_frame_);
    low_frame_.clear();
    low_frame_end_ = low_frame_end(++low_frame_count_);
  }
  group_.clear();
}

VoiceMeasurements VoiceMeter::finish(const std::vector<TimeRange>* heard) {
  flush_group();
  VoiceMeasurements out;
  const BandLevels bands = bands_.finish();
  out.activity = detect_voice(bands);
  if (heard != nullptr) out.activity = join_activity(out.activity, bands, *heard);
  out.levels = levels_.finish();
  const FrameLevels low_levels = low_levels_.finish();
  const auto level = speech_level_.finish();
  const auto under = noise_under_speech(out.levels, bands, out.activity);
  const RoomTone room = find_room_tone(out.levels, out.activity, under);
  const double level_dbfs = level ? level->level_dbfs : 0.0;
  out.gating = find_gating(out.levels, bands, out.activity, room, level_dbfs, under);
  out.no_speech = out.activity.speech_s() <= 0.0;
  const bool has_level = level.has_value() && !out.no_speech;
  out.speech_level_dbfs = has_level ? Reading::of(level->level_dbfs) : Reading::none("no speech found");
  const bool doctored = out.gating.pauses_are_doctored;
  const auto under_power = under ? std::optional<double>(under->power) : std::nullopt;
  const auto snr = estimate_snr({out.levels, low_levels, out.activity, room, under_power, wada_.finish(), doctored});
  out.snr_db = snr.fused;
  out.snr_room_db = snr.room;
  out.snr_wada_db = snr.wada;
  out.snr_under_speech_db = snr.under_speech_db ? Reading::of(*snr.under_speech_db) : Reading::none("no speech found");
  out.snr_estimates_disagree = snr.disagree;
  out.snr_how = snr.how;
  const NoiseFloor floor = noise_floor_of(room, under_power);
  out.noise_floor_dbfs = floor.dbfs;
  out.noise_floor_how = floor.how;
  const Silence silence = silence_of(out.activity);
  out.silence_percent = silence.share_percent;
  out.silence_start_s = silence.start_s;
  out.silence_end_s = silence.end_s;
  if (has_level) {
    const Cut cut = cut_of(out.levels, out.activity, level->level_dbfs);
    out.cut_start = cut.start;
    out.cut_end = cut.end;
  }
  return out;
}

Result<VoiceMeasurements> measure_voice(audio::AudioView take) {
  if (take.channel_count() != 1 || take.sample_rate_hz() < 2000) {
    return Error{ErrorKind::InvalidInput, "voice is measured of one channel at 2000 Hz or more"};
  }
  VoiceMeter meter(take.sample_rate_hz());
  dsp::Stft stft(take.sample_rate_hz(), [&meter](const dsp::SpectrumFrame& frame) { meter.push(frame); });
  stft.push(take.channel(0));
  stft.finish();
  const auto low = [&meter](std::span<const float> block) { meter.push_16k(block); };
  dsp::StreamResampler resampler(take.sample_rate_hz(), std::min(take.sample_rate_hz(), kLowRateHz),
                                 dsp::ResampleQuality::Analysis);
  resampler.push(take.channel(0), low);
  resampler.finish(low);
  return meter.finish();
}

}  // namespace timbre::measure
