#pragma once
/// Voice activity and everything that is judged from it, in one meter: the caller feeds the shared spectrum and the
/// shared 16 kHz signal, and gets readings and findings at the end.
///
/// DC is taken off before the speech level and WADA by a first-order high-pass at 10 Hz on 1 ms means.
/// An empty or all-zero take, or one without voice: no values but the ones that have a meaning, each with its reason.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "dsp/stft.h"
#include "measure/band_levels.h"
#include "measure/frame_levels_meter.h"
#include "measure/gating.h"
#include "measure/reading.h"
#include "measure/speech_level.h"
#include "measure/voice_activity.h"
#include "measure/wada.h"

namespace timbre::measure {

struct VoiceMeasurements {
  VoiceActivity activity;
  FrameLevels levels;  ///< at the stored rate
  Reading snr_db, snr_room_db, snr_wada_db, snr_under_speech_db, noise_floor_dbfs, speech_level_dbfs;
  Reading silence_percent, silence_start_s, silence_end_s;
  std::string snr_how;          ///< how the fused SNR was found
  std::string noise_floor_how;  ///< which noise the floor is
  bool snr_estimates_disagree = false;
  bool cut_start = false;
  bool cut_end = false;
  bool no_speech = false;
  GatingFindings gating;
};

class VoiceMeter {
 public:
  /// The stored rate, and the rate of what push_16k() gets: 16 000, or the stored rate where that is lower.
  explicit VoiceMeter(int sample_rate_hz);
  void push(const dsp::SpectrumFrame& frame);
  /// The 16 kHz analysis signal, in blocks of any length.
  void push_16k(std::span<const float> samples);
  /// `heard`: stretches where a network hears speech, in time order; null without one (joined_activity.h).
  [[nodiscard]] VoiceMeasurements finish(const std::vector<TimeRange>* heard = nullptr);

 private:
  void flush_group();
  [[nodiscard]] std::size_t low_frame_end(std::size_t index) const;

  int low_rate_hz_;
  BandLevelsMeter bands_;
  FrameLevelsMeter levels_;
  FrameLevelsMeter low_levels_;
  SpeechLevelMeter speech_level_;
  WadaMeter wada_;
  std::vector<float> group_;      // 1 ms of the 16 kHz signal, to take DC off
  std::vector<float> low_frame_;  // 10 ms of it, DC-free
  std::size_t group_size_;
  double hop_s_;  // of the stored rate: its frames are followed, not the 16 kHz grid, which may drift from them
  double baseline_ = 0.0;
  double baseline_share_;
  bool started_ = false;
  std::size_t low_count_ = 0;
  std::size_t low_frame_count_ = 0;
  std::size_t low_frame_end_;
};

/// One-shot form: runs the spectrum and the 16 kHz signal itself. Fails with InvalidInput for anything but one channel
/// or a rate below 2000 Hz.
[[nodiscard]] Result<VoiceMeasurements> measure_voice(audio::AudioView take);

}  // namespace timbre::measure
