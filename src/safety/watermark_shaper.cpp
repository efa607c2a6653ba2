#include "safety/watermark_shaper.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "dsp/fft.h"
#include "safety/watermark_gain.h"
#include "safety/watermark_strength.h"

namespace timbre::safety {

namespace {

constexpr std::size_t kMarkedBins = kBandCount * kBinsPerBand;
constexpr std::size_t kSegmentSamples = kSegmentFrames * kMarkHop;
constexpr double kFullScaleEnergy = kMarkWindow * kMarkWindow / 2.0;  // of a window

/// Square root of a Hann window: looked through and written with, it makes a Hann window, and those add up to 1.
std::array<float, kMarkWindow> root_hann() {
  std::array<float, kMarkWindow> window{};
  for (std::size_t i = 0; i < kMarkWindow; ++i) {
    window[i] = static_cast<float>(std::sin(std::numbers::pi * (static_cast<double>(i) + 0.5) / kMarkWindow));
  }
  return window;
}

using MarkedSpectrum = std::array<std::complex<float>, kMarkedBins>;

struct Channel {
  std::vector<float> sound = std::vector<float>(kMarkHop, 0.0F);  ///< from one hop before the segment
  std::vector<MarkedSpectrum> spectra = std::vector<MarkedSpectrum>(kSegmentFrames);
  std::vector<float> mark = std::vector<float>(kMarkHop, 0.0F);  ///< not taken; the last hop lacks its second half
  std::size_t pushed = 0;
  std::size_t taken = 0;
};

}  // namespace

struct WatermarkShaper::State {
  std::vector<Channel> channels;
  WatermarkPattern pattern;
  CodedSigns payload{};
  dsp::RealFft fft{kMarkWindow};
  std::array<float, kMarkWindow> window = root_hann();
  WatermarkStrength strength;
  std::size_t segments = 0;
  std::size_t marked_pairs = 0;
  bool finished = false;

  [[nodiscard]] bool segment_is_ready() const {
    return std::all_of(channels.begin(), channels.end(),
                       [](const Channel& channel) { return channel.sound.size() >= kSegmentSamples + kMarkHop; });
  }
  void analyse(Channel& channel, SegmentLevels& levels);
  void synthesise(Channel& channel, const SegmentGrid& gains);
  void mark_segment();
};

WatermarkShaper::WatermarkShaper(std::size_t channel_count, const WatermarkPattern& pattern, const CodedSigns& payload)
    : state_(std::make_unique<State>()) {
  state_->channels.resize(channel_count);
  state_->pattern = pattern;
  state_->payload = payload;
}
WatermarkShaper::WatermarkShaper(WatermarkShaper&&) noexcept = default;
WatermarkShaper& WatermarkShaper::operator=(WatermarkShaper&&) noexcept = default;
WatermarkShaper::~WatermarkShaper() = default;

/// Keeps the channel's spectra and adds its energy, which for a moment is not yet in dB.
void WatermarkShaper::State::analyse(Channel& channel, SegmentLevels& levels) {
  for (std::size_t frame = 0; frame < kSegmentFrames; ++frame) {
    const float* in = channel.sound.data() + frame * kMarkHop;
    const auto time = fft.time();
    for (std::size_t i = 0; i < kMarkWindow; ++i) time[i] = in[i] * window[i];
    fft.forward();
    for (const auto& bin : fft.spectrum()) levels.total_energy += std::norm(bin) / kFullScaleEnergy;
    const auto marked = fft.spectrum().subspan(kFirstMarkBin, kMarkedBins);
    std::copy(marked.begin(), marked.end(), channel.spectra[frame].begin());
    for (std::size_t i = 0; i < kMarkedBins; ++i) {
      levels.level_db[frame * kBandCount + i / kBinsPerBand] += std::norm(marked[i]);
    }
  }
}

void WatermarkShaper::State::synthesise(Channel& channel, const SegmentGrid& gains) {
  channel.mark.resize(channel.mark.size() + kSegmentSamples, 0.0F);
  float* out = channel.mark.data() + channel.mark.size() - kSegmentSamples - kMarkHop;
  for (std::size_t frame = 0; frame < kSegmentFrames; ++frame, out += kMarkHop) {
    const auto bins = fft.spectrum();
    std::fill(bins.begin(), bins.end(), std::complex<float>{});
    bool is_silent = true;
    for (std::size_t i = 0; i < kMarkedBins; ++i) {
      const float gain_db = gains[frame * kBandCount + i / kBinsPerBand];
      if (gain_db == 0.0F) continue;
      is_silent = false;
      const auto change = static_cast<float>((std::pow(10.0, gain_db / 20.0) - 1.0) / kMarkWindow);
      bins[kFirstMarkBin + i] = channel.spectra[frame][i] * change;
    }
    if (is_silent) continue;
    fft.inverse();
    const auto time = fft.time();
    for (std::size_t i = 0; i < kMarkWindow; ++i) out[i] += time[i] * window[i];
  }
  channel.sound.erase(channel.sound.begin(), channel.sound.begin() + static_cast<std::ptrdiff_t>(kSegmentSamples));
}

void WatermarkShaper::State::mark_segment() {
  SegmentLevels levels;
  for (auto& channel : channels) analyse(channel, levels);
  for (auto& value : levels.level_db) {
    value = static_cast<float>(10.0 * std::log10(value / kFullScaleEnergy + 1e-12));
  }
  const SegmentTiles tiles = strength.next(levels);
  for (std::size_t pair = 0; pair < kSegmentPairs; ++pair) {
    if (tiles[pair * kBandCount] > 0.0F) ++marked_pairs;
  }
  const SegmentGrid gains =
      segment_gains(levels.level_db, tiles, strength.expected_noise(), pattern, payload, segments % kSegmentCount);
  for (auto& channel : channels) synthesise(channel, gains);
  ++segments;
}

void WatermarkShaper::push(std::size_t index, std::span<const float> samples) {
  auto& channel = state_->channels[index];
  channel.sound.insert(channel.sound.end(), samples.begin(), samples.end());
  channel.pushed += samples.size();
  while (state_->segment_is_ready()) state_->mark_segment();
}

void WatermarkShaper::finish() {
  state_->finished = true;
  std::size_t wanted = 0;
  for (const auto& channel : state_->channels) wanted = std::max(wanted, channel.pushed);
  while (wanted > 0 && state_->segments * kSegmentSamples < wanted + kMarkHop) {
    for (auto& channel : state_->channels) {
      channel.sound.resize(std::max(channel.sound.size(), kSegmentSamples + kMarkHop), 0.0F);
    }
    state_->mark_segment();
  }
}

std::vector<float> WatermarkShaper::take(std::size_t index) {
  auto& channel = state_->channels[index];
  const std::size_t before_sound = channel.taken == 0 ? kMarkHop : 0;
  if (channel.mark.size() <= before_sound + kMarkHop) return {};
  std::size_t count = channel.mark.size() - before_sound - kMarkHop;
  if (state_->finished) count = std::min(count, channel.pushed - channel.taken);
  const auto first = channel.mark.begin() + static_cast<std::ptrdiff_t>(before_sound);
  const auto end = first + static_cast<std::ptrdiff_t>(count);
  std::vector<float> out(first, end);
  channel.mark.erase(channel.mark.begin(), end);
  channel.taken += count;
  return out;
}

double WatermarkShaper::marked_s() const { return static_cast<double>(state_->marked_pairs) * kPairS; }

}  // namespace timbre::safety
