#include "measure/take_meter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "audio/audio_buffer.h"
#include "base/background_consumer.h"
#include "dsp/denormals.h"
#include "dsp/resample.h"
#include "dsp/stft.h"
#include "measure/bandwidth.h"
#include "measure/channels.h"
#include "measure/clicks.h"
#include "measure/clipping.h"
#include "measure/dc_offset.h"
#include "measure/delivery.h"
#include "measure/hum.h"
#include "measure/listening_meter.h"
#include "measure/loudness.h"
#include "measure/plosives.h"
#include "measure/sibilance.h"
#include "measure/signal_check.h"
#include "measure/srmr.h"
#include "measure/true_peak.h"
#include "measure/voice_meter.h"
#include "measure/word_timing.h"

namespace timbre::measure {
namespace {

/// Blocks of this many frames stay in the cache while every meter looks at them.
constexpr std::size_t kBlockFrames = 8192;
/// The rate at which models of hearing and pitch look at speech; a slower take is looked at as it is.
constexpr int kSpeechRateHz = 16000;
/// Below this signal-to-noise ratio SRMR measures the noise, not the room (docs/measures/srmr.md).
constexpr double kSrmrLeastSnrDb = 20.0;

template <typename Unit>
Reading reading_of(const std::optional<Quantity<Unit>>& value, const std::string& why) {
  return value ? Reading::of(value->value()) : Reading::none(why);
}

/// Meters of the one signal that is judged.
struct AnalysisMeters {
  AnalysisMeters(int rate_hz, const TakeMeterOptions& options)
      : dc(rate_hz),
        clicks(rate_hz),
        bandwidth(rate_hz),
        plosives(rate_hz),
        sibilance(rate_hz),
        speech_rate_hz(std::min(rate_hz, kSpeechRateHz)),
        to_speech_rate(rate_hz, speech_rate_hz, dsp::ResampleQuality::Analysis),
        voice(rate_hz),
        delivery(speech_rate_hz, rate_hz),
        srmr(speech_rate_hz),
        hum(speech_rate_hz),
        stft(rate_hz, [this](const dsp::SpectrumFrame& frame) { take_spectrum(frame); }) {
    if (options.curves == KeepCurves::Yes) curves.emplace(rate_hz);
    if (options.networks != nullptr) for_networks.emplace(speech_rate_hz);
    if (options.threads == MeterThreads::Two) {
      speech_rate_thread.emplace([this](std::span<const float> block) {
        const dsp::DenormalsAreZero guard;
        resample(block);
      });
    }
  }

  void push(std::span<const float> samples) {
    dc.push(samples);
    clicks.push(samples);
    if (curves) curves->push(samples);
    if (speech_rate_thread) {
      speech_rate_thread->push(samples);
    } else {
      resample(samples);
    }
    stft.push(samples);
  }
  void resample(std::span<const float> samples) {
    to_speech_rate.push(samples, [this](std::span<const float> block) { take_speech_rate(block); });
  }
  void finish_streams() {
    stft.finish();
    if (speech_rate_thread) speech_rate_thread->finish();
    to_speech_rate.finish([this](std::span<const float> block) { take_speech_rate(block); });
  }
  void take_spectrum(const dsp::SpectrumFrame& frame) {
    voice.push(frame);
    delivery.push(frame);
    bandwidth.push(frame);
    plosives.push(frame);
    sibilance.push(frame);
    if (curves) curves->push(frame);
  }
  void take_speech_rate(std::span<const float> block) {
    voice.push_16k(block);
    delivery.push_16k(block);
    srmr.push(block);
    hum.push(block);
    if (for_networks) for_networks->push(block);
  }

  DcOffsetMeter dc;
  ClickMeter clicks;
  BandwidthMeter bandwidth;
  PlosiveMeter plosives;
  SibilanceMeter sibilance;
  int speech_rate_hz;
  dsp::StreamResampler to_speech_rate;
  VoiceMeter voice;
  DeliveryMeter delivery;
  SrmrMeter srmr;
  HumMeter hum;
  dsp::Stft stft;
  std::optional<CurvesCollector> curves;
  std::optional<ListeningMeter> for_networks;
  std::optional<BackgroundConsumer> speech_rate_thread;  // last: ends before what it feeds
};

void add_events(TakeMeasurements& out, EventKind kind, const std::vector<TimeRange>& times) {
  for (const auto& time : times) {
    if (out.events.size() < kMaxEventsPerKind * 4) out.events.push_back({kind, time});
  }
}

/// What a reader should know of what the networks said.
void add_doubts(TakeMeasurements& out) {
  const auto& pitch = out.opinions.pitch;
  if (!pitch || std::abs(pitch->difference_st) <= kPitchDoubtSt) return;
  std::array<char, 160> text{};
  std::snprintf(text.data(), text.size(),
                "The pitch is in doubt: %s hears a median of %.0f Hz, %.1f semitones %s than was measured.",
                pitch->name.c_str(), pitch->f0_median_hz, std::abs(pitch->difference_st),
                pitch->difference_st > 0.0 ? "higher" : "lower");
  out.notes.emplace_back(text.data());
}

}  // namespace

struct TakeMeter::State {
  State(const audio::AudioFormat& take_format, const TakeMeterOptions& take_options)
      : format(take_format),
        options(take_options),
        check(take_format),
        loudness(take_format, {.with_curve = take_options.curves == KeepCurves::Yes}),
        true_peak(take_format),
        clipping(take_format),
        channels(take_format),
        first_minute(take_format, 0),
        analysis(take_format.sample_rate_hz, take_options) {}

  void push_block(const audio::AudioView& raw);
  void analyse(const audio::AudioView& block);
  void decide_mix_now();
  void read_levels(TakeMeasurements& out);
  void read_voice(TakeMeasurements& out, const VoiceMeasurements& voice);
  void read_colour(TakeMeasurements& out, const VoiceMeasurements& voice);
  static void read_delivery(TakeMeasurements& out, const DeliveryMeasurements& delivery);
  void read_stored(TakeMeasurements& out, const audio::StoredFormat& stored) const;

  audio::AudioFormat format;
  TakeMeterOptions options;
  std::size_t frame_count = 0;
  SignalCheck check;
  LoudnessMeter loudness;
  TruePeakMeter true_peak;
  ClippingMeter clipping;
  ChannelMeter channels;
  audio::AudioBuffer first_minute;  // held until the mono mix is decided
  std::optional<MonoMixer> mixer;
  std::string analysis_description;
  AnalysisMeters analysis;
  std::vector<float> momentary_lufs;
};

void TakeMeter::State::push_block(const audio::AudioView& raw) {
  audio::AudioBuffer block(format, 0);
  block.append(raw);
  check.push(block.view(), replace_non_finite(block));
  frame_count += raw.frame_count();
  loudness.push(block.view());
  true_peak.push(block.view());
  clipping.push(block.view());
  if (format.channel_count > 1) channels.push(block.view());
  if (mixer) {
    analyse(block.view());
    return;
  }
  first_minute.append(block.view());
  if (format.channel_count == 1 || first_minute.view().duration_s() >= kChannelDecisionS) decide_mix_now();
}

void TakeMeter::State::decide_mix_now() {
  const audio::AudioView held = first_minute.view();
  const auto decision_frames = static_cast<std::size_t>(kChannelDecisionS * format.sample_rate_hz);
  const MonoMix mix = decide_mix(held.slice(0, decision_frames));
  analysis_description = mix.description;
  mixer.emplace(mix);
  for (std::size_t start = 0; start < held.frame_count(); start += kBlockFrames)
    analyse(held.slice(start, kBlockFrames));
  first_minute = audio::AudioBuffer(format, 0);
}

void TakeMeter::State::analyse(const audio::AudioView& block) { analysis.push(mixer->mix(block)); }

void TakeMeter::State::read_levels(TakeMeasurements& out) {
  auto& readings = out.readings;
  Loudness loud = loudness.finish();
  momentary_lufs = std::move(loud.momentary_curve);
  readings[MeasureId::LoudnessLufs] = reading_of(loud.integrated, loud.integrated_why);
  readings[MeasureId::LoudnessMaxMomentaryLufs] = reading_of(loud.max_momentary, loud.max_momentary_why);
  readings[MeasureId::LoudnessMaxShortTermLufs] = reading_of(loud.max_short_term, loud.max_short_term_why);
  readings[MeasureId::LoudnessRangeLu] = reading_of(loud.range, loud.range_why);
  const TruePeak peak = true_peak.finish();
  readings[MeasureId::TruePeakDbtp] = reading_of(peak.true_peak, peak.why);
  const Clipping clips = clipping.finish();
  readings[MeasureId::ClippedPercent] =
      frame_count > 0 ? Reading::of(clips.share_percent) : Reading::none("the take is empty");
  add_events(out, EventKind::Clip, clips.events);
  readings[MeasureId::DcOffset] = analysis.dc.finish();
  readings[MeasureId::DurationS] = Reading::of(static_cast<double>(frame_count) / format.sample_rate_hz);

  const SignalFacts facts = check.finish();
  out.findings.non_finite_count = facts.non_finite_count;
  out.findings.is_silent = facts.is_silent;
  out.findings.is_dc_only = facts.is_dc_only;
  out.findings.channels = channels.finish().layout;
  out.findings.analysis_signal = analysis_description;
}

void TakeMeter::State::read_voice(TakeMeasurements& out, const VoiceMeasurements& voice) {
  auto& readings = out.readings;
  readings[MeasureId::SnrDb] = voice.snr_db;
  readings[MeasureId::SnrRoomDb] = voice.snr_room_db;
  readings[MeasureId::SnrWadaDb] = voice.snr_wada_db;
  readings[MeasureId::NoiseFloorDbfs] = voice.noise_floor_dbfs;
  readings[MeasureId::SpeechLevelDbfs] = voice.speech_level_dbfs;
  readings[MeasureId::SilencePercent] = voice.silence_percent;
  readings[MeasureId::SilenceStartS] = voice.silence_start_s;
  readings[MeasureId::SilenceEndS] = voice.silence_end_s;
  out.findings.snr_estimates_disagree = voice.snr_estimates_disagree;
  out.findings.digital_silence = voice.gating.digital_silence;
  out.findings.gated = voice.gating.gated;
  out.findings.noise_suppressed = voice.gating.noise_suppressed;
  out.findings.cut_start = voice.cut_start;
  out.findings.cut_end = voice.cut_end;
  out.findings.no_speech = voice.no_speech;
}

void TakeMeter::State::read_colour(TakeMeasurements& out, const VoiceMeasurements& voice) {
  auto& readings = out.readings;
  const Bandwidth band = analysis.bandwidth.finish();
  readings[MeasureId::BandwidthHz] = band.bandwidth_hz;
  out.findings.upsampled = band.upsampled;
  out.findings.original_rate_hz = band.original_rate_hz;
  out.findings.lossy_low_pass_hz = band.lossy_low_pass_hz;
  const auto& snr = voice.snr_db.value;
  readings[MeasureId::Srmr] = analysis.srmr.finish();
  if (readings[MeasureId::Srmr].value && (!snr || *snr < kSrmrLeastSnrDb)) {
    readings[MeasureId::Srmr] = Reading::none("needs a signal-to-noise ratio of 20 dB; noise would pass for a room");
  }
  const Hum hum = audible_hum(analysis.hum.finish(voice.activity), voice.speech_level_dbfs);
  readings[MeasureId::HumDb] = hum.hum_db;
  out.findings.hum_mains_hz = hum.mains_hz;

  const EventCount clicks = analysis.clicks.finish();
  const EventCount plosives = analysis.plosives.finish();
  const EventCount sibilance = analysis.sibilance.finish();
  readings[MeasureId::ClickCount] = clicks.count;
  readings[MeasureId::PlosiveCount] = plosives.count;
  readings[MeasureId::SibilanceCount] = sibilance.count;
  add_events(out, EventKind::Click, clicks.times);
  add_events(out, EventKind::Plosive, plosives.times);
  add_events(out, EventKind::Sibilance, sibilance.times);
}

void TakeMeter::State::read_delivery(TakeMeasurements& out, const DeliveryMeasurements& delivery) {
  auto& readings = out.readings;
  readings[MeasureId::F0MedianHz] = delivery.f0_median;
  readings[MeasureId::F0SpreadSt] = delivery.f0_spread;
  readings[MeasureId::F0RangeSt] = delivery.f0_range;
  readings[MeasureId::DynamicsDb] = delivery.dynamics;
  readings[MeasureId::SyllableRateHz] = delivery.syllable_rate;
  add_pauses(delivery.pauses, out);
  add_missing_words(out.words.why, out);
}

void TakeMeter::State::read_stored(TakeMeasurements& out, const audio::StoredFormat& stored) const {
  out.stored = stored;
  out.readings[MeasureId::SampleRateHz] = Reading::of(stored.sample_rate_hz);
  out.readings[MeasureId::BitDepth] =
      stored.bit_depth ? Reading::of(*stored.bit_depth)
                       : Reading::none(stored.is_lossy ? "a lossy codec has no bit depth" : "not known");
}

TakeMeter::TakeMeter(const audio::AudioFormat& format, const TakeMeterOptions& options)
    : state_(std::make_unique<State>(format, options)) {}
TakeMeter::TakeMeter(TakeMeter&&) noexcept = default;
TakeMeter& TakeMeter::operator=(TakeMeter&&) noexcept = default;
TakeMeter::~TakeMeter() = default;

void TakeMeter::push(const audio::AudioView& block) {
  const dsp::DenormalsAreZero guard;
  for (std::size_t start = 0; start < block.frame_count(); start += kBlockFrames) {
    state_->push_block(block.slice(start, kBlockFrames));
  }
}

MeasuredTake TakeMeter::finish(const audio::StoredFormat& stored) {
  const dsp::DenormalsAreZero guard;
  State& state = *state_;
  if (!state.mixer) state.decide_mix_now();
  state.analysis.finish_streams();

  MeasuredTake take;
  TakeMeasurements& out = take.measurements;
  state.read_stored(out, stored);
  state.read_levels(out);
  auto& listening = state.analysis.for_networks;
  const auto heard = listening ? listening->find_voice(*state.options.networks) : std::nullopt;
  VoiceMeasurements voice = state.analysis.voice.finish(heard ? &*heard : nullptr);
  state.read_voice(out, voice);
  state.read_colour(out, voice);
  DeliveryMeasurements delivery = state.analysis.delivery.finish(voice.levels, voice.activity);
  state.read_delivery(out, delivery);
  if (listening) {
    const std::size_t threads = state.options.threads == MeterThreads::Two ? 2 : 1;
    out.opinions = listening->finish(*state.options.networks, !voice.no_speech, delivery.pitch, threads);
    add_doubts(out);
  }
  std::stable_sort(out.events.begin(), out.events.end(),
                   [](const Event& a, const Event& b) { return a.range.start_s < b.range.start_s; });
  take.activity = std::move(voice.activity);
  if (state.analysis.curves) {
    take.curves = TakeCurves{state.analysis.curves->finish(), std::move(state.momentary_lufs),
                             std::move(delivery.pitch), std::move(voice.levels)};
  }
  return take;
}

Result<MeasuredTake> measure_take(const audio::AudioView& take, const TakeMeterOptions& options,
                                  const std::optional<audio::StoredFormat>& stored) {
  TRY_VOID(audio::check_format(take.format()));
  audio::StoredFormat facts;
  facts.sample_rate_hz = take.sample_rate_hz();
  facts.channel_count = take.channel_count();
  TakeMeter meter(take.format(), options);
  meter.push(take);
  return meter.finish(stored.value_or(facts));
}

}  // namespace timbre::measure
