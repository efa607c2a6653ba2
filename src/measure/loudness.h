#pragma once
/// How loud a take is to a listener: ITU-R BS.1770-4 as EBU R 128 uses it (EBU Tech 3341 for momentary and short-term,
/// EBU Tech 3342 for the range).
///
/// Every channel is K-weighted (k_weighting.h) and squared; the mean squares z_i are added with the weights of
/// BS.1770-4 table 3. Loudness = −0.691 + 10·log10 Σ G_i·z_i, in LUFS (= LKFS).
///   integrated      400 ms blocks every 100 ms; only complete blocks; those under −70 LUFS left out (absolute gate),
///                   then those more than 10 LU under the mean of the rest (relative gate).
///   max momentary   greatest of all 400 ms windows, one every 10 ms, ungated.
///   max short-term  greatest of all 3 s windows, one every 10 ms, ungated.
///   range           P95 − P10 of the 3 s windows, one every 100 ms, gated at −70 LUFS and 20 LU under their mean. LU.
///
/// Channels: the order is taken from the count, as WAVE and BS.1770 have it: 1 mono, 2 L R, 3 L R C, 4 L R Ls Rs,
/// 5 L R C Ls Rs, 6 L R C LFE Ls Rs. Ls and Rs count 1.41, the LFE 0, all others (and every channel of 7 or 8) 1.
/// A mono take is counted once, as BS.1770 has it: 3.01 LU lower than the same signal on two loudspeakers.
///
/// Typical values −60…0, never clamped. Silence (everything under the absolute gate) has no integrated loudness and no
/// range; exact zeros have no maxima either. A take under 400 ms has nothing, one under 3 s no short-term loudness and
/// no range. Non-finite samples: nothing, rather than a reading of the part before them. `*_why` then says which.

#include <optional>
#include <string>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "base/units.h"
#include "measure/block_feeder.h"
#include "measure/k_weighting.h"

namespace timbre::measure {

/// What the curve says of a window at or under it, silence included: far below any gate, and a number JSON can hold.
inline constexpr float kLoudnessCurveFloorLufs = -120.0F;

struct LoudnessOptions {
  bool with_curve = true;  ///< fill momentary_curve
};

struct Loudness {
  std::optional<Lufs> integrated;
  std::optional<Lufs> max_momentary;
  std::optional<Lufs> max_short_term;
  std::optional<LoudnessUnits> range;
  std::string integrated_why;  ///< why there is no value; empty when there is one
  std::string max_momentary_why;
  std::string max_short_term_why;
  std::string range_why;
  /// Momentary loudness, LUFS: value i is of [i·0.1 s, i·0.1 s + 0.4 s); at least kLoudnessCurveFloorLufs.
  std::vector<float> momentary_curve;
};

/// Streaming. Keeps 4 bytes per 10 ms of take (4.3 MB for three hours). Any chunking gives the same bits.
class LoudnessMeter {
 public:
  explicit LoudnessMeter(audio::AudioFormat format, LoudnessOptions options = {});
  /// A block of the format given; one of another format is left out.
  void push(const audio::AudioView& block);
  /// Once, at the end.
  [[nodiscard]] Loudness finish();

 private:
  void take_hop(const audio::AudioView& hop);
  [[nodiscard]] std::size_t frames_of_hop(std::size_t index) const;

  audio::AudioFormat format_;
  LoudnessOptions options_;
  std::vector<KFilter> filters_;
  BlockFeeder feeder_;
  std::vector<float> hops_;  ///< weighted mean square of each 10 ms
  bool non_finite_ = false;
};

/// The whole take at once. InvalidInput for a format Timbre does not handle.
[[nodiscard]] Result<Loudness> measure_loudness(const audio::AudioView& take, const LoudnessOptions& options = {});

}  // namespace timbre::measure
