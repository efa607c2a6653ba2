#pragma once
/// Which parts of a take are worth hearing: voice activity claims, measure::SpeechLikeness confirms.

#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "measure/speech_likeness.h"
#include "measure/voice_activity.h"
#include "studio/sample_spill.h"

namespace timbre::studio {

/// Part of what a cached transcript is filed under: goes up when the same samples may pass differently.
inline constexpr int kSpeechGateVersion = 1;

struct GatedSpeech {
  std::vector<TimeRange> stretches;  ///< with speech, ≤ 30 s each; empty: no speech in this take
  measure::VoiceActivity activity;   ///< frames of the whole take
  measure::SpeechLikeness whole;     ///< of everything that was claimed: for people and for docs/no-speech.md
};

/// Looks through the take once. Stretches with 1.5 s of claimed speech and more are judged alone, so that music after
/// speech is not heard; shorter ones are judged together. About 120 MB an hour. Cancelled; errors of the spill.
[[nodiscard]] Result<GatedSpeech> find_speech(const SampleSpill& take, const CancelToken& cancel);

}  // namespace timbre::studio
