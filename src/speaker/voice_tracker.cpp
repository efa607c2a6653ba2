#include "speaker/voice_tracker.h"

#include <algorithm>
#include <cmath>

namespace timbre::speaker {
namespace {

std::size_t frames_of(double seconds, double hop_s) { return static_cast<std::size_t>(std::lround(seconds / hop_s)); }

/// Numbers of the frames whose middle lies in a range.
std::vector<std::size_t> frames_in(std::span<const TimeRange> ranges, std::size_t count,
                                   const dsp::LogMelOptions& options) {
  std::vector<std::size_t> frames;
  std::size_t next = 0;
  for (const TimeRange& range : ranges) {
    const double first = (range.start_s - options.window_s / 2) / options.hop_s;
    const double last = (range.end_s - options.window_s / 2) / options.hop_s;
    std::size_t at = std::max(next, static_cast<std::size_t>(std::max(0.0, std::ceil(first))));
    for (; at < count && static_cast<double>(at) < last; ++at) frames.push_back(at);
    next = std::max(next, at);
  }
  return frames;
}

/// Windows that follow each other and are of the other voice become one stretch.
std::vector<TimeRange> stretches(const VoiceSplit& split, const std::vector<TimeRange>& ranges) {
  std::vector<TimeRange> all;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (split.is_other[i] == 0) continue;
    if (i > 0 && split.is_other[i - 1] != 0) {
      all.back().end_s = ranges[i].end_s;
    } else {
      all.push_back(ranges[i]);
    }
  }
  return all;
}

}  // namespace

bool is_another_voice(const VoiceSplit& split) {
  return split.contrast >= (split.other_count > 1 ? kOtherContrast : kLoneContrast);
}

Result<TakeVoices> voices_in(const SpeechWindows& windows) {
  const auto split = split_voices(windows.embeddings);
  if (!split) {
    return Error{ErrorKind::InvalidInput, "there is too little speech to tell whether one voice speaks throughout"};
  }
  TakeVoices voices;
  voices.heard_s = windows.speech_s;
  voices.contrast = split->contrast;
  if (is_another_voice(*split)) voices.others = stretches(*split, windows.ranges);
  return voices;
}

VoiceTracker::VoiceTracker(std::shared_ptr<const SpeakerEncoder> encoder, int sample_rate_hz)
    : encoder_(std::move(encoder)),
      resampler_(std::make_unique<dsp::StreamResampler>(sample_rate_hz, encoder_->card().features.sample_rate_hz,
                                                        dsp::ResampleQuality::Analysis)),
      mels_(std::make_unique<dsp::LogMelMeter>(encoder_->card().features)),
      most_frames_(frames_of(kFollowedS, encoder_->card().features.hop_s)) {}

void VoiceTracker::push(const audio::AudioView& block) {
  if (mels_->frame_count() >= most_frames_) return;
  std::vector<float> mean(block.frame_count(), 0.0F);
  for (int c = 0; c < block.channel_count(); ++c) {
    const auto channel = block.channel(c);
    for (std::size_t i = 0; i < mean.size(); ++i) {
      const float sample = std::isfinite(channel[i]) ? channel[i] : 0.0F;
      mean[i] += sample / static_cast<float>(block.channel_count());
    }
  }
  resampler_->push(mean, [this](std::span<const float> samples) { mels_->push(samples); });
}

Result<SpeechWindows> VoiceTracker::windows(std::span<const TimeRange> speech) {
  resampler_->finish([this](std::span<const float> samples) { mels_->push(samples); });
  const dsp::LogMelOptions& options = encoder_->card().features;
  const std::size_t bands = options.band_count;
  const auto frames = frames_in(speech, std::min(most_frames_, mels_->frame_count()), options);
  const std::size_t length = frames_of(kVoiceWindowS, options.hop_s);
  const std::size_t hop = frames_of(kVoiceHopS, options.hop_s);
  SpeechWindows found;
  found.speech_s = static_cast<double>(frames.size()) * options.hop_s;
  const auto time_s = [&](std::size_t at) { return static_cast<double>(frames[at]) * options.hop_s; };
  for (std::size_t from = 0; from + length <= frames.size(); from += hop) {
    std::vector<float> window;
    window.reserve(length * bands);
    for (std::size_t i = from; i < from + length; ++i) {
      const float* frame = mels_->frames().data() + frames[i] * bands;
      window.insert(window.end(), frame, frame + bands);
    }
    TRY(Embedding embedding, encoder_->embed_window(window));
    double square = 0;
    for (const float x : embedding) square += static_cast<double>(x) * x;
    for (float& x : embedding) x = static_cast<float>(x / std::sqrt(std::max(square, 1e-30)));
    found.embeddings.push_back(std::move(embedding));
    // a window stands for its middle; the first and the last for the ends too
    const bool is_first = from == 0;
    const bool is_last = from + hop + length > frames.size();
    const std::size_t begin = is_first ? 0 : from + (length - hop) / 2;
    const std::size_t end = is_last ? frames.size() - 1 : from + (length + hop) / 2 - 1;
    found.ranges.push_back({time_s(begin), time_s(end) + options.hop_s});
  }
  return found;
}

Result<TakeVoices> VoiceTracker::finish(std::span<const TimeRange> speech) {
  TRY(const SpeechWindows found, windows(speech));
  return voices_in(found);
}

}  // namespace timbre::speaker
