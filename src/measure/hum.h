#pragma once
/// Mains hum: how far the lines at 50 or 60 Hz and their multiples to 450 Hz rise above the room tone around them, dB.
///
/// Method (measures.md 3.7; after Brandt & Bitzer 2014 in looking for lines that do not change): only where nobody
/// speaks, the signal at ~1 kHz is cut into 0.32 s Hann windows with half overlap. Each frequency's power is its median
/// over the windows, so that a breath or a chair does not count and only what is always there does. A harmonic's line
/// is its highest power within ±1.5 Hz, its neighbourhood the median from 8 to 20 Hz on both sides. Lines that rise by
/// 10 dB and lie within ±1 Hz of the harmonic belong to hum; hum is found when the strongest of them rises by 15 dB or
/// two by 10 dB (a chance of less than 1 in 100 on noise), and the mains frequency is the one with more rise in all.
/// A voice held at 100 or 120 Hz is not hum, because it is speech and not looked at.
///
/// Unit: dB of the strongest line over its neighbourhood, which is the number given whether hum is found or not
/// (noise alone gives about 3 to 11 dB). Less room tone than three stretches of 0.4 s or one of 0.7 s, or digital
/// silence in the pauses: none and why. There is no guess from the whole take: a deep voice would pass for hum.
/// A one-shot multichannel view is judged as the mean of its channels, and the whole view counts as room tone.
///
/// Memory: 4 bytes per millisecond, 14.4 MB per hour.

#include <span>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "measure/reading.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

/// One multiple of the mains frequency.
struct HumHarmonic {
  double frequency_hz = 0.0;
  double level_dbfs = 0.0;  ///< RMS of the line (0 dBFS = mean square 1)
  double rise_db = 0.0;     ///< over its neighbourhood
};

struct Hum {
  Reading hum_db;                      ///< rise of the strongest line
  int mains_hz = 0;                    ///< 50 or 60 when hum was found, else 0
  Reading level_dbfs;                  ///< RMS of all lines of the hum together; none when no hum was found
  std::vector<HumHarmonic> harmonics;  ///< of the found mains frequency, from the first up
};

/// Streaming, fed with the analysis signal (16 kHz, or the stored rate where that is lower; at least 1 kHz).
/// Any chunking gives the same result.
class HumMeter {
 public:
  explicit HumMeter(int rate_hz);
  void push(std::span<const float> samples);
  [[nodiscard]] Hum finish(const VoiceActivity& activity) const;

 private:
  std::size_t factor_;
  double low_rate_hz_;
  std::vector<float> kernel_;
  std::vector<float> pending_;
  std::vector<float> low_;  // the signal at low_rate_hz_
};

/// How far hum may lie under the speech level before nobody hears it and no clone learns it.
inline constexpr double kInaudibleBelowSpeechDb = 55.0;

/// Hum as it matters for a take: `hum` with its rise held to what the lines stand above kInaudibleBelowSpeechDb under
/// the speech level, and no mains frequency once nothing is left of it. Unchanged without a speech level.
[[nodiscard]] Hum audible_hum(Hum hum, const Reading& speech_level_dbfs);

/// The view as room tone, all of it. InvalidInput for a rate outside 1 … 768 kHz.
[[nodiscard]] Result<Hum> measure_hum(const audio::AudioView& room_tone);

}  // namespace timbre::measure
