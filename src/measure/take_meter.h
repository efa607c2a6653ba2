#pragma once
/// Drives every meter over one take in a single pass. Start here to see what is measured and in what order.
///
/// samples ─ non-finite ones become 0 ─┬─ every channel: loudness, true peak, clipping, channel relation
///                                     └─ the analysis signal (channels.h) ─┬─ DC, clicks, waveform
///                                                                          ├─ 10 ms spectra: voice, bandwidth, pops, s
///                                                                          └─ 16 kHz: WADA, SRMR, hum, pitch
/// The 16 kHz branch can run on a second thread (MeterThreads::Two): it shares no state with the rest before finish().
/// What needs the whole take (voice activity, noise floor, pitch path …) is decided in finish().
///
/// With networks the first two minutes of the 16 kHz signal are kept for them; they hear them in finish().
/// Any chunking gives the same measurements. Memory grows by about 200 bytes per 10 ms frame, an hour is 70 MB.

#include <memory>
#include <optional>
#include <vector>

#include "audio/audio_format.h"
#include "audio/audio_view.h"
#include "base/result.h"
#include "measure/curves.h"
#include "measure/frame_levels.h"
#include "measure/networks.h"
#include "measure/pitch.h"
#include "measure/take_measurements.h"
#include "measure/voice_activity.h"

namespace timbre::measure {

/// Whether to keep what a picture of the take and the choice of a clip need.
enum class KeepCurves { No, Yes };

/// On how many threads one take is measured. Two share the work about evenly and give the same bytes; for many takes
/// at once, one thread each is faster.
enum class MeterThreads { One, Two };

struct TakeMeterOptions {
  KeepCurves curves = KeepCurves::No;
  MeterThreads threads = MeterThreads::One;
  /// The networks that listen along; null: none. Must outlive the meter. They take the most time by far (hear_take.h).
  const Networks* networks = nullptr;
};

struct TakeCurves {
  Curves picture;                     ///< waveform and spectrogram
  std::vector<float> momentary_lufs;  ///< one per 100 ms
  PitchContour pitch;
  FrameLevels levels;  ///< of the analysis signal, on the grid of MeasuredTake::activity
};

struct MeasuredTake {
  TakeMeasurements measurements;
  VoiceActivity activity;            ///< for what comes later: words (word_timing.h), the best window
  std::optional<TakeCurves> curves;  ///< with KeepCurves::Yes
};

class TakeMeter {
 public:
  /// `format` must pass audio::check_format.
  explicit TakeMeter(const audio::AudioFormat& format, const TakeMeterOptions& options = {});
  TakeMeter(TakeMeter&&) noexcept;
  TakeMeter& operator=(TakeMeter&&) noexcept;
  ~TakeMeter();

  void push(const audio::AudioView& block);
  /// Call once. `stored` is copied onto the measurements; its rate and bit depth become readings.
  [[nodiscard]] MeasuredTake finish(const audio::StoredFormat& stored);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A take in memory. Without `stored` the samples' own rate counts and the bit depth has no value. InvalidInput for a
/// format outside what Timbre handles; an empty take gives readings without values.
[[nodiscard]] Result<MeasuredTake> measure_take(const audio::AudioView& take, const TakeMeterOptions& options = {},
                                                const std::optional<audio::StoredFormat>& stored = std::nullopt);

}  // namespace timbre::measure
