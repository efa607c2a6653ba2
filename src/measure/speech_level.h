#pragma once
/// Active speech level: ITU-T P.56 (12/2011), method B (clause 8).
///
/// The level of speech while it lasts: energy divided by the time in which an envelope (two exponential averagers of
/// |x|, T = 30 ms each) exceeds a threshold or did so within the last 200 ms (hangover), at the threshold that lies
/// M = 15.9 dB under the resulting level. Thresholds are powers of two; between them the answer is interpolated in dB.
/// Unit: dBFS, full-scale square wave = 0. Activity: share of active time, 0…1.
///
/// P.56 lets the envelope run at 694 samples a second or more; here it runs on 0.5 ms means of |x|, the energy on every
/// sample. The meter itself follows the definition and does not remove DC; VoiceMeter hands it DC-free samples.
/// Empty or all-zero input: no value. There is no minimum length, but under a second the figure means little.
/// Noise within 15.9 dB of the speech counts as activity, as the standard has it: see snr.h for speech in noise.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "audio/audio_view.h"
#include "base/result.h"

namespace timbre::measure {

struct ActiveSpeechLevel {
  double level_dbfs = 0.0;      ///< active level
  double activity = 0.0;        ///< share of active time, 0…1
  double long_term_dbfs = 0.0;  ///< level over the whole time
};

/// Counts active time for thresholds that are powers of two, from an envelope at any rate.
class ActivityCounter {
 public:
  explicit ActivityCounter(std::size_t hangover_count) : hangover_count_(hangover_count) {}
  void push(float envelope);
  /// Active counts are settled and interpolated. `energy` is the sum of squares per envelope step; none when no
  /// threshold is crossed.
  [[nodiscard]] std::optional<ActiveSpeechLevel> finish(double energy, std::size_t step_count);

 private:
  // Exponents −23 … 0: from under the noise of 24 bit to full scale (P.56 asks for 15; more change nothing).
  static constexpr std::size_t kThresholdCount = 26;
  static constexpr int kLowestExponent = -24;

  void close_run();

  std::size_t hangover_count_;
  std::size_t position_ = 0;
  std::size_t run_start_ = 0;
  std::size_t run_level_ = 0;                                // thresholds met by the current run
  std::array<std::size_t, kThresholdCount> active_{};        // steps counted per threshold
  std::array<std::size_t, kThresholdCount> end_of_above_{};  // one past the last step above; 0 = never
};

class SpeechLevelMeter {
 public:
  explicit SpeechLevelMeter(int sample_rate_hz);
  void push(std::span<const float> samples);
  [[nodiscard]] std::optional<ActiveSpeechLevel> finish();

 private:
  void step(float mean_magnitude);

  std::size_t group_size_;
  float decay_;
  ActivityCounter counter_;
  float first_average_ = 0.0F;
  float second_average_ = 0.0F;
  float group_sum_ = 0.0F;
  std::size_t group_filled_ = 0;
  double squares_ = 0.0;
  std::size_t sample_count_ = 0;
  std::size_t step_count_ = 0;
};

/// One-shot form. Fails with InvalidInput for anything but one channel; no value for silence.
[[nodiscard]] Result<std::optional<ActiveSpeechLevel>> measure_speech_level(audio::AudioView take);

}  // namespace timbre::measure
