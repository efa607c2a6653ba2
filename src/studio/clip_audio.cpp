#include "studio/clip_audio.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/random.h"
#include "dsp/resample.h"
#include "measure/loudness.h"
#include "measure/true_peak.h"

namespace timbre::studio {
namespace {

constexpr double kGuardBeforeVoiceS = 0.03;
constexpr double kGuardAfterVoiceS = 0.1;  // the tail of a word and the room's answer to it
constexpr double kJoinS = 0.01;
constexpr double kFadeS = 0.005;
constexpr double kLongestToneS = 1.0;
constexpr double kLeastToneS = 0.06;
constexpr double kWantedToneS = 0.2;
constexpr double kDeadShare = 0.1;
constexpr double kPeakMarginDb = 0.02;  // dither moves a peak by less
constexpr double kLevelToleranceDb = 0.02;
constexpr int kMaxLevelRounds = 4;
constexpr std::uint64_t kDitherSeed = 0x54696D627265;

std::size_t frames(double seconds, int rate_hz) {
  return static_cast<std::size_t>(std::llround(std::max(0.0, seconds) * rate_hz));
}

/// 0 … 1, a quarter of a sine: with its mirror image it keeps the power of two signals that are not alike.
double join_gain(std::size_t i, std::size_t count) {
  return std::sin(0.5 * std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(count));
}

/// Room tone of any length: forwards, backwards, forwards …
float tone_at(std::span<const float> tone, std::size_t i) {
  const std::size_t at = i % (2 * tone.size());
  return at < tone.size() ? tone[at] : tone[2 * tone.size() - 1 - at];
}

/// `part` with `fill` frames of tone after it. Called with reversed samples for the lead.
std::vector<float> with_tail(std::vector<float> part, std::span<const float> tone, std::size_t fill, int rate_hz) {
  if (fill == 0) return part;
  const std::size_t join = std::min(frames(kJoinS, rate_hz), part.size());
  const std::size_t from = part.size() - join;
  part.resize(part.size() + fill, 0.0F);
  for (std::size_t i = 0; i < join + fill; ++i) {
    const double in = i < join ? join_gain(i, join) : 1.0;
    const double out = i < join ? join_gain(join - 1 - i, join) : 0.0;
    const double added = tone.empty() ? 0.0 : in * static_cast<double>(tone_at(tone, i));
    part[from + i] = static_cast<float>(out * static_cast<double>(part[from + i]) + added);
  }
  return part;
}

void fade_ends(std::vector<float>& samples, int rate_hz) {
  const std::size_t count = std::min(frames(kFadeS, rate_hz), samples.size() / 2);
  for (std::size_t i = 0; i < count; ++i) {
    const double s = std::sin(0.5 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count));
    const auto gain = static_cast<float>(s * s);
    samples[i] *= gain;
    samples[samples.size() - 1 - i] *= gain;
  }
}

/// Times a gain, onto the grid of the encoding.
audio::AudioBuffer at_gain(std::span<const float> samples, double gain_db, const score::Profile& profile) {
  audio::AudioBuffer out({profile.wanted_rate_hz, 1}, samples.size());
  const double gain = std::pow(10.0, gain_db / 20.0);
  const auto to = out.channel(0);
  if (profile.encoding == score::ClipEncoding::Float32) {
    std::transform(samples.begin(), samples.end(), to.begin(), [&](float x) { return static_cast<float>(gain * x); });
    return out;
  }
  const double scale = profile.encoding == score::ClipEncoding::Pcm16 ? 32768.0 : 8388608.0;
  SeededRandom random(kDitherSeed);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double up = random.uniform();
    const double down = random.uniform();
    to[i] = static_cast<float>(std::nearbyint(gain * static_cast<double>(samples[i]) * scale + up - down) / scale);
  }
  return out;
}

Result<double> true_peak_of(const audio::AudioView& clip) {
  TRY(const measure::TruePeak peak, measure::measure_true_peak(clip));
  if (!peak.true_peak) return Error{ErrorKind::InvalidInput, "the window is silent, so it has no level to set"};
  return peak.true_peak->value();
}

/// Sets the gain by measuring what it gives: dither and rounding are in the reading.
Result<ClipAudio> levelled(std::span<const float> samples, const score::Profile& profile) {
  const audio::AudioView plain(profile.wanted_rate_hz, samples);
  const auto level = level_of(plain, profile.level_measure);
  if (!level) return Error{ErrorKind::InvalidInput, "the window is silent or too short, so it has no level to set"};
  TRY(const double peak, true_peak_of(plain));
  const double ceiling = profile.true_peak_limit_dbtp - kPeakMarginDb;
  double gain_db = std::min(profile.level_target_db - *level, ceiling - peak);
  ClipAudio out;
  for (int round = 0; round < kMaxLevelRounds; ++round) {
    out.samples = at_gain(samples, gain_db, profile);
    const auto reached = level_of(out.samples.view(), profile.level_measure);
    if (!reached) return Error{ErrorKind::InvalidInput, "the window is too quiet to be levelled"};
    TRY(const double reached_peak, true_peak_of(out.samples.view()));
    out.level = {gain_db, *reached, reached_peak, *reached < profile.level_target_db - kLevelToleranceDb};
    const double off = profile.level_target_db - *reached;
    const double room = profile.true_peak_limit_dbtp - reached_peak;
    if (room < 0.0) {
      gain_db += room - kPeakMarginDb;
    } else if (std::abs(off) > kLevelToleranceDb && room > 2.0 * kPeakMarginDb) {
      gain_db += std::min(off, room - kPeakMarginDb);
    } else {
      break;
    }
  }
  return out;
}

}  // namespace

ClipPlan plan_clip(const score::ClipWindow& window, const score::Profile& profile, int rate_hz,
                   std::size_t take_frames) {
  const bool begins_take = window.speech.start_s - window.before_s <= 0.0;
  const double take_s = static_cast<double>(take_frames) / rate_hz;
  const bool ends_take = window.speech.end_s + window.after_s >= take_s - 0.02;
  const double before = std::max(0.0, window.before_s - (begins_take ? 0.0 : kGuardBeforeVoiceS));
  const double after = std::max(0.0, window.after_s - (ends_take ? 0.0 : kGuardBeforeVoiceS));
  const double lead = std::min(profile.lead_s, before);
  const double tail = std::min(profile.tail_s, after);
  ClipPlan plan;
  plan.kept.first = std::min(take_frames, frames(window.speech.start_s - lead, rate_hz));
  const std::size_t end = std::min(take_frames, frames(window.speech.end_s + tail, rate_hz));
  plan.kept.count = end - std::min(end, plan.kept.first);
  plan.lead_fill = frames(profile.lead_s - lead, rate_hz);
  // By the whole length, so that rounding never makes a clip longer than asked for.
  const double clip_s = window.speech.end_s - window.speech.start_s + profile.lead_s + profile.tail_s;
  const auto whole = static_cast<std::size_t>(std::floor(clip_s * rate_hz + 1e-6));
  plan.tail_fill = whole - std::min(whole, plan.kept.count + plan.lead_fill);
  if (tail >= profile.tail_s) plan.tail_fill = 0;
  return plan;
}

std::optional<FrameRange> find_room_tone_stretch(const measure::VoiceActivity& activity,
                                                 const measure::FrameLevels& levels,
                                                 std::span<const measure::Event> events, int rate_hz,
                                                 std::size_t take_frames) {
  const double hop = activity.hop_s;
  const std::size_t count = std::min(activity.is_speech.size(), levels.mean_square.size());
  std::vector<std::uint8_t> is_room(count, 0);
  for (const TimeRange& pause : activity.segments(0)) {
    const double from = pause.start_s > 0.0 ? pause.start_s + kGuardAfterVoiceS : 0.0;
    const double to = pause.end_s - kGuardBeforeVoiceS;
    for (auto i = static_cast<std::size_t>(std::ceil(from / hop));
         i < count && (static_cast<double>(i) + 1) * hop <= to; ++i) {
      is_room[i] = static_cast<double>(levels.zero_share[i]) < kDeadShare && levels.mean_square[i] > 0.0F ? 1 : 0;
    }
  }
  for (const auto& event : events) {
    const auto last = static_cast<std::size_t>(event.range.end_s / hop);
    for (auto i = static_cast<std::size_t>(std::max(0.0, event.range.start_s / hop)); i <= last && i < count; ++i) {
      is_room[i] = 0;
    }
  }
  // The quietest stretch of the longest length there is, up to a second.
  std::optional<FrameRange> best;
  for (const double wanted : {kLongestToneS, kWantedToneS, kLeastToneS}) {
    const auto length = static_cast<std::size_t>(std::llround(wanted / hop));
    double least = 0.0;
    double sum = 0.0;
    std::size_t run = 0;
    for (std::size_t i = 0; i < count; ++i) {
      run = is_room[i] != 0 ? run + 1 : 0;
      sum = run == 0 ? 0.0 : sum + static_cast<double>(levels.mean_square[i]);
      if (run > length) sum -= static_cast<double>(levels.mean_square[i - length]);
      if (run < length || (best && sum >= least)) continue;
      least = sum;
      const std::size_t first = frames(static_cast<double>(i + 1 - length) * hop, rate_hz);
      if (first >= take_frames) continue;
      best = FrameRange{first, std::min(frames(wanted, rate_hz), take_frames - first)};
    }
    if (best) return best;
  }
  return best;
}

std::optional<double> level_of(const audio::AudioView& clip, score::LevelMeasure measure) {
  if (measure == score::LevelMeasure::Lufs) {
    const auto loudness = measure::measure_loudness(clip, {.with_curve = false});
    if (!loudness.ok() || !loudness->integrated) return std::nullopt;
    return loudness->integrated->value();
  }
  double sum = 0.0;
  for (const float x : clip.channel(0)) sum += static_cast<double>(x) * static_cast<double>(x);
  if (!(sum > 0.0)) return std::nullopt;
  return 10.0 * std::log10(sum / static_cast<double>(clip.frame_count()));
}

Result<ClipAudio> make_clip(std::span<const float> kept, std::span<const float> room_tone, int rate_hz,
                            const ClipPlan& plan, const score::Profile& profile) {
  std::vector<float> samples(kept.begin(), kept.end());
  for (float& x : samples) x = std::isfinite(x) ? x : 0.0F;  // as every measure reads them
  samples = with_tail(std::move(samples), room_tone, plan.tail_fill, rate_hz);
  std::reverse(samples.begin(), samples.end());
  samples = with_tail(std::move(samples), room_tone, plan.lead_fill, rate_hz);
  std::reverse(samples.begin(), samples.end());
  fade_ends(samples, rate_hz);
  return levelled(dsp::resample(samples, rate_hz, profile.wanted_rate_hz), profile);
}

}  // namespace timbre::studio
