#pragma once
/// One voice throughout a take, or another beside it, and when: the take's speech is cut into overlapping windows, each
/// becomes an embedding, and two_voices.h parts them. What counts as another voice was measured: docs/speaker.md.

#include <memory>
#include <span>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "base/units.h"
#include "dsp/log_mel.h"
#include "dsp/resample.h"
#include "speaker/speaker_encoder.h"
#include "speaker/two_voices.h"

namespace timbre::speaker {

/// Seconds of speech in a window, pauses left out, and from one window to the next.
inline constexpr double kVoiceWindowS = 3.0;
inline constexpr double kVoiceHopS = 1.0;
/// A take is followed for this long, so that an hour costs no more than ten minutes.
inline constexpr double kFollowedS = 600.0;

/// Another voice stands out by this contrast (two_voices.h); one that is heard in a single window by more.
inline constexpr double kOtherContrast = 0.34;
inline constexpr double kLoneContrast = 0.45;

struct TakeVoices {
  double heard_s = 0;             ///< speech that was looked at
  std::vector<TimeRange> others;  ///< where another voice speaks, in time order, to about a second; empty: one voice
  double contrast = 0;            ///< of the two voices, or the most different parts of the one
};

/// Windows of a take's speech, and the parts of the take that each stands for.
struct SpeechWindows {
  std::vector<Embedding> embeddings;
  std::vector<TimeRange> ranges;
  double speech_s = 0;
};

/// By the constants above.
[[nodiscard]] bool is_another_voice(const VoiceSplit& split);
/// InvalidInput for fewer than three windows.
[[nodiscard]] Result<TakeVoices> voices_in(const SpeechWindows& windows);

class VoiceTracker {
 public:
  VoiceTracker(std::shared_ptr<const SpeakerEncoder> encoder, int sample_rate_hz);
  VoiceTracker(VoiceTracker&&) noexcept = default;
  VoiceTracker& operator=(VoiceTracker&&) noexcept = default;
  ~VoiceTracker() = default;

  /// Of the rate given at the beginning, any channels.
  void push(const audio::AudioView& block);
  /// Call once. `speech`: where somebody speaks. InvalidInput where there is too little of it for three windows.
  [[nodiscard]] Result<TakeVoices> finish(std::span<const TimeRange> speech);

  /// What finish() decides by.
  [[nodiscard]] Result<SpeechWindows> windows(std::span<const TimeRange> speech);

 private:
  std::shared_ptr<const SpeakerEncoder> encoder_;
  std::unique_ptr<dsp::StreamResampler> resampler_;
  std::unique_ptr<dsp::LogMelMeter> mels_;
  std::size_t most_frames_ = 0;
};

}  // namespace timbre::speaker
