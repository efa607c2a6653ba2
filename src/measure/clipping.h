#pragma once
/// Where the waveform was cut off at a ceiling, whatever happened to the level afterwards.
///
/// Level independent: a ceiling is looked for at the take's own highest and, separately, own lowest sample, so neither
/// attenuation nor a DC shift after the clipping hides it (idea: J. H. L. Hansen, ClipDaT, 2021). What tells a cut from
/// the crest of a low note is its corners, not its length. In a band of 0.1 % of half the swing under the ceiling a
/// smooth crest x = M − c·t² that lasts L samples has fallen, half of L further out, by at most nine times the band
/// (L = 3; four times for long ones), at any frequency. A run counts as cut when it has three samples or more and the
/// waveform falls by 24 bands within half its length on both sides. Where there is one cut run, every sample in the
/// band of that ceiling was cut too, short runs included.
///
/// Result: share of clipped samples of all channels, percent, 0…100; and the times, to 1 ms, stretches closer than
/// 5 ms joined, a stretch in any channel counted once. Silence, DC and an empty take give 0 and no events.
/// Multichannel: every channel has its own ceilings. Known limits (docs/measures/clipping.md): a square wave is all
/// clipping; a limiter that rounds the corners is not seen; nor is clipping that was filtered or lossily coded
/// afterwards, or lies below a later, louder peak.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "base/units.h"
#include "measure/block_feeder.h"

namespace timbre::measure {

struct Clipping {
  double share_percent = 0.0;  ///< clipped samples of all samples of all channels
  std::size_t clipped_sample_count = 0;
  std::size_t event_count = 0;    ///< exact
  std::vector<TimeRange> events;  ///< the first kMaxEventsPerKind of them
};

/// One bit per stretch of 2^n frames, the longest such that is no longer than 1 ms, from some stretch on.
class SlotSet {
 public:
  explicit SlotSet(int sample_rate_hz);
  /// Forgets all; frames added later are not before this one.
  void restart(std::size_t first_frame);
  void add(std::size_t first_frame, std::size_t last_frame);
  void unite(const SlotSet& other);
  [[nodiscard]] bool contains(std::size_t slot) const;
  [[nodiscard]] std::size_t end_slot() const { return (base_word_ + words_.size()) * 64; }
  [[nodiscard]] std::size_t frames_per_slot() const { return std::size_t{1} << shift_; }

 private:
  int shift_;
  std::size_t base_word_ = 0;
  std::vector<std::uint64_t> words_;
};

/// Follows one ceiling: the running maximum of sign·x and the runs near it. A sample above the band starts it anew.
class CeilingTracker {
 public:
  static constexpr std::size_t kHistory = 256;  ///< samples before a block that scan() may look at

  CeilingTracker(int sample_rate_hz, float sign) : sign_(sign), times_(sample_rate_hz) {}
  /// The next block: `samples[-kHistory … -1]` are those before it, `first_index` its place in the take, `lowest` and
  /// `highest` the extremes of sign·x in it. Blocks must be cut at fixed places.
  void scan(std::span<const float> samples, std::size_t first_index, float lowest, float highest);
  /// Ends a run that reaches the end of the take.
  void finish(std::size_t frame_count);

  /// Whether the ceiling was cut; `step` is the resolution of the samples.
  [[nodiscard]] bool is_clipped(double step) const;
  [[nodiscard]] std::size_t sample_count() const { return sample_count_; }
  [[nodiscard]] const SlotSet& times() const { return times_; }

 private:
  static constexpr std::size_t kReaches = 9;  ///< 1, 2, 4 … 256 samples beyond a run
  void restart(float level, std::size_t index);
  [[nodiscard]] std::size_t pass_over(std::span<const float> samples, float half_band);
  void end_run(const float* run_end, std::size_t end_index);
  void note_run(std::size_t end_index);
  void judge_pending();
  void save_before(const float* run_start);
  [[nodiscard]] float lowest_before(const float* at, std::size_t count) const;
  [[nodiscard]] float half_swing() const { return (highest_ - lowest_) / 2.0F; }

  float sign_;
  bool started_ = false;
  float highest_ = 0.0F;
  float lowest_ = 0.0F;
  float top_ = 0.0F;  ///< centre of the band
  std::size_t run_start_ = 0;
  std::size_t run_length_ = 0;                  ///< 0 outside a run
  bool has_saved_ = false;                      ///< the run began in an earlier block
  std::array<float, kReaches> saved_lowest_{};  ///< then: the lowest within 1, 2, 4 … samples before it
  std::size_t pending_left_ = 0;                ///< samples still to be looked at beyond the last run
  std::size_t pending_length_ = 0;
  float pending_before_ = 0.0F;
  float pending_after_ = 0.0F;
  float deepest_ = 0.0F;       ///< greatest fall on both sides of a run of three samples or more
  float deepest_long_ = 0.0F;  ///< the same of the runs that coarse samples need
  std::size_t sample_count_ = 0;
  SlotSet times_;
};

/// The step that all samples seen are whole multiples of: the resolution of a quantised take, whatever its gain.
class SampleStep {
 public:
  void see(float sample);
  /// 0 when nothing but zeros was seen.
  [[nodiscard]] double value() const { return step_; }

 private:
  double step_ = 0.0;
};

/// Streaming; one bit per millisecond or a little less, channel and polarity (8 MB for three hours of stereo). Any
/// chunking gives the same result.
class ClippingMeter {
 public:
  explicit ClippingMeter(audio::AudioFormat format);
  /// A block of the format given; one of another format is left out.
  void push(const audio::AudioView& block);
  /// Once, at the end.
  [[nodiscard]] Clipping finish();

 private:
  struct Channel {
    CeilingTracker high;
    CeilingTracker low;
    std::vector<float> work;  ///< kHistory samples of before, then the block
    SampleStep step;
  };
  void take(const audio::AudioView& block);
  [[nodiscard]] Clipping with_events(Clipping out, const SlotSet& times) const;

  audio::AudioFormat format_;
  BlockFeeder feeder_;
  std::vector<Channel> channels_;
  std::size_t frame_count_ = 0;
};

/// The whole take at once. InvalidInput for a format Timbre does not handle.
[[nodiscard]] Result<Clipping> measure_clipping(const audio::AudioView& take);

}  // namespace timbre::measure
