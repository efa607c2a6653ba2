#pragma once
/// A person's voice as the acoustic model is told of it: who speaks (speaker/speaker_encoder.h) and what can be
/// measured in a clip without knowing what is said in it.

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "speaker/speaker_encoder.h"
#include "voice/voice_frames.h"

namespace timbre::voice {

/// Speech is brought to this level before anything is learnt or said: the natural log of the power summed over all mel
/// bands, mean over voiced frames.
inline constexpr float kSpeechLevel = 0.0F;

/// What one stretch of speech shows. All mels at kSpeechLevel.
struct SpeechTraits {
  float level = 0;         ///< what it had before, as kSpeechLevel
  float f0_median_hz = 0;  ///< of voiced frames
  float f0_spread = 0;     ///< standard deviation of ln F0 over voiced frames
  float pace = 0;          ///< mean change of the log-mels from frame to frame, over speech: quick speech changes more
  float floor = 0;         ///< ln of a quiet frame's power, from kSpeechLevel down: how much noise there is
  std::array<float, kMelBands> voiced_mel{};    ///< mean log-mel of voiced frames
  std::array<float, kMelBands> unvoiced_mel{};  ///< of frames of speech that are not voiced
  std::size_t voiced_frames = 0;
};

/// `frames` with the F0 of speaker_pitch.h. InvalidInput, with what there is and what is needed, for less than half a
/// second of voiced speech.
[[nodiscard]] Result<SpeechTraits> traits_of(const VoiceFrames& frames);
/// Of several stretches, each weighed by its voiced frames; none of them empty.
[[nodiscard]] SpeechTraits mean_of(std::span<const SpeechTraits> traits);

struct SpeakerProfile {
  speaker::Embedding embedding;
  SpeechTraits traits;
};

/// A clip at any rate as one channel at kAnalysisRateHz, its channels averaged; of at most the first 60 s.
[[nodiscard]] std::vector<float> at_analysis_rate(const audio::AudioView& clip);

/// Of a clip at any rate, channels averaged; of at most the first 60 s. Errors as traits_of() and
/// SpeakerEncoder::embed.
[[nodiscard]] Result<SpeakerProfile> profile_of(const audio::AudioView& clip, const speaker::SpeakerEncoder& encoder);

/// A profile as bytes to be kept, and back; Corrupt for bytes that are none, or of an embedding of another size.
[[nodiscard]] std::string profile_bytes(const SpeakerProfile& profile);
[[nodiscard]] Result<SpeakerProfile> profile_of_bytes(std::string_view bytes, std::size_t embedding_size);

/// Numbers the acoustic model is given beside the embedding: 4 and two mel spectra.
inline constexpr std::size_t kTraitInputs = 4 + 2 * kMelBands;
/// As `floor`, a room quieter than most that taught: what is asked for when something is to be said. Chosen on the
/// watched speakers (docs/voice-model.md).
inline constexpr float kCleanFloor = -9.0F;

/// [embedding, F0 median, spread, pace, floor, voiced, unvoiced mels], each about −2 … 2. `floor` is that of the speech
/// to be made, not of the clip.
[[nodiscard]] std::vector<float> speaker_inputs(const SpeakerProfile& profile, float floor = kCleanFloor);

}  // namespace timbre::voice
