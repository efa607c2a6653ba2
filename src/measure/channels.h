#pragma once
/// How the channels of a take relate, and the one mono signal that it is judged by.
///
/// Relation (definitions of this project; correlation is Pearson's r of the samples, means removed):
///   Mono          one channel
///   DeadChannel   a channel 40 dB or more under the loudest (a silent one included)
///   DualMono      two channels, r ≥ 0.9995 and levels within 0.1 dB: one signal stored twice
///   Inverted      two channels, r ≤ −0.9: they would cancel when added
///   Stereo        two channels, anything else
///   Multichannel  three or more, none dead
/// Of a take that is silent in all channels, two are DualMono. Level: RMS without the mean.
///
/// Analysis signal: the loudest channel is the reference. Every other live channel is added when its r with the
/// reference is ≥ 0, subtracted when r ≤ −0.9, and left out in between, where adding would cancel and subtracting would
/// not help; the sum is divided by the number of channels used. So an inverted pair cannot silence it. The choice is
/// made on the first kChannelDecisionS, so that a stream can be mixed as it comes; the relation is of the whole take.

#include <array>
#include <string>
#include <vector>

#include "audio/audio_buffer.h"
#include "base/result.h"
#include "measure/block_feeder.h"
#include "measure/take_measurements.h"

namespace timbre::measure {

/// Long enough for every channel of a take to have spoken, short enough to hold in memory.
inline constexpr double kChannelDecisionS = 60.0;

struct ChannelRelation {
  ChannelLayout layout = ChannelLayout::Mono;
  int loudest = 0;                  ///< the reference: index of the loudest channel, the first of equals
  std::vector<double> level_dbfs;   ///< RMS of each channel without its mean; −infinity for a constant one
  std::vector<double> correlation;  ///< with the loudest, −1…1; 0 where a channel is constant
};

/// Streaming; constant memory. Any chunking gives the same bits. An empty take: Mono, or the relation of silence.
class ChannelMeter {
 public:
  explicit ChannelMeter(audio::AudioFormat format);
  /// A block of the format given; one of another format is left out.
  void push(const audio::AudioView& block);
  /// Once, at the end.
  [[nodiscard]] ChannelRelation finish();

 private:
  void take(const audio::AudioView& block);
  [[nodiscard]] double covariance(int a, int b) const;

  audio::AudioFormat format_;
  BlockFeeder feeder_;
  std::array<double, audio::kMaxChannelCount> sums_{};
  std::array<std::array<double, audio::kMaxChannelCount>, audio::kMaxChannelCount> products_{};  ///< [a][b], a ≤ b
  std::size_t frame_count_ = 0;
};

[[nodiscard]] ChannelRelation measure_channels(const audio::AudioView& take);

/// What each channel is multiplied with before they are added.
struct MonoMix {
  std::array<float, audio::kMaxChannelCount> weights{};
  std::string description;  ///< in words: "mean of 2 channels", "channel 1; channel 2 left out (silent)" …
};

/// Decides from the first kChannelDecisionS of what it is given.
[[nodiscard]] MonoMix decide_mix(const audio::AudioView& first_minute);

/// Mixes blocks by a decision. The weights must fit the channels of the blocks.
class MonoMixer {
 public:
  explicit MonoMixer(MonoMix mix) : mix_(std::move(mix)) {}
  /// The mono block; valid until the next call. A single channel of weight 1 is handed through without a copy.
  [[nodiscard]] std::span<const float> mix(const audio::AudioView& block);
  [[nodiscard]] const MonoMix& decision() const { return mix_; }

 private:
  MonoMix mix_;
  std::vector<float> mixed_;
};

/// The analysis signal of a whole take.
[[nodiscard]] audio::AudioBuffer analysis_signal(const audio::AudioView& take);

}  // namespace timbre::measure
