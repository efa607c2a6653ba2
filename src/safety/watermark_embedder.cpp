#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "dsp/resample.h"
#include "safety/watermark.h"
#include "safety/watermark_shaper.h"

namespace timbre::safety {

namespace {

constexpr double kLeastMarkedS = 1.0;

struct Channel {
  dsp::StreamResampler down;
  dsp::StreamResampler up;
  std::vector<float> sound;  // not yet handed out
  std::vector<float> mark;   // to be added to it
};

std::string tenths(double value) {
  const auto tenth = std::lround(10.0 * value);
  return std::to_string(tenth / 10) + "." + std::to_string(tenth % 10);
}

Error too_little(double length_s, double marked_s) {
  const std::string what =
      length_s < kLeastMarkedS
          ? "the sound is " + tenths(length_s) + " s long"
          : "only " + tenths(marked_s) + " s of the " + tenths(length_s) +
                " s of sound are loud enough (above -65 dBFS between 400 and 3,900 Hz) to carry a watermark";
  return Error{ErrorKind::InvalidInput, what + "; a watermark needs " + tenths(kLeastMarkedS) + " s: use more speech"};
}

}  // namespace

struct WatermarkEmbedder::State {
  audio::AudioFormat format;
  WatermarkShaper shaper;
  std::vector<Channel> channels;
  std::uint64_t pushed = 0;

  void shape() {
    for (std::size_t c = 0; c < channels.size(); ++c) {
      auto& mark = channels[c].mark;
      channels[c].up.push(shaper.take(c),
                          [&](std::span<const float> s) { mark.insert(mark.end(), s.begin(), s.end()); });
    }
  }
  audio::AudioBuffer hand_out(std::size_t frames) {
    audio::AudioBuffer out(format, frames);
    for (std::size_t c = 0; c < channels.size(); ++c) {
      auto& [down, up, sound, mark] = channels[c];
      auto to = out.channel(static_cast<int>(c));
      for (std::size_t i = 0; i < frames; ++i) to[i] = sound[i] + mark[i];
      sound.erase(sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(frames));
      mark.erase(mark.begin(), mark.begin() + static_cast<std::ptrdiff_t>(frames));
    }
    return out;
  }
};

WatermarkEmbedder::WatermarkEmbedder(audio::AudioFormat format, const WatermarkKey& key, std::uint32_t payload)
    : state_(new State{format,
                       WatermarkShaper(static_cast<std::size_t>(format.channel_count), make_watermark_pattern(key),
                                       encode_payload(payload)),
                       {},
                       0}) {
  for (int c = 0; c < format.channel_count; ++c) {
    state_->channels.push_back(
        {dsp::StreamResampler(format.sample_rate_hz, kMarkRateHz, dsp::ResampleQuality::Analysis),
         dsp::StreamResampler(kMarkRateHz, format.sample_rate_hz, dsp::ResampleQuality::Analysis),
         {},
         {}});
  }
}
WatermarkEmbedder::WatermarkEmbedder(WatermarkEmbedder&&) noexcept = default;
WatermarkEmbedder& WatermarkEmbedder::operator=(WatermarkEmbedder&&) noexcept = default;
WatermarkEmbedder::~WatermarkEmbedder() = default;

audio::AudioBuffer WatermarkEmbedder::push(const audio::AudioView& block) {
  auto& channels = state_->channels;
  for (std::size_t c = 0; c < channels.size(); ++c) {
    const auto samples = block.channel(static_cast<int>(c));
    channels[c].sound.insert(channels[c].sound.end(), samples.begin(), samples.end());
    channels[c].down.push(samples, [&](std::span<const float> s) { state_->shaper.push(c, s); });
  }
  state_->pushed += block.frame_count();
  state_->shape();
  std::size_t ready = channels.front().sound.size();
  for (const auto& channel : channels) ready = std::min(ready, channel.mark.size());
  return state_->hand_out(ready);
}

Result<audio::AudioBuffer> WatermarkEmbedder::finish() {
  auto& channels = state_->channels;
  for (std::size_t c = 0; c < channels.size(); ++c) {
    channels[c].down.finish([&](std::span<const float> s) { state_->shaper.push(c, s); });
  }
  state_->shaper.finish();
  state_->shape();
  for (auto& channel : channels) {
    channel.up.finish([&](std::span<const float> s) { channel.mark.insert(channel.mark.end(), s.begin(), s.end()); });
    channel.mark.resize(channel.sound.size(), 0.0F);  // rounding of the lengths: at most a sample
  }
  if (state_->shaper.marked_s() < kLeastMarkedS) {
    return too_little(static_cast<double>(state_->pushed) / state_->format.sample_rate_hz, state_->shaper.marked_s());
  }
  return state_->hand_out(channels.front().sound.size());
}

Result<audio::AudioBuffer> embed_watermark(const audio::AudioView& sound, const WatermarkKey& key,
                                           std::uint32_t payload) {
  TRY_VOID(audio::check_format(sound.format()));
  WatermarkEmbedder embedder(sound.format(), key, payload);
  audio::AudioBuffer out = embedder.push(sound);
  TRY(const auto rest, embedder.finish());
  out.append(rest.view());
  return out;
}

}  // namespace timbre::safety
