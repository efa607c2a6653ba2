#pragma once
/// Who is speaking, as numbers: two clips of one person give vectors that point the same way (docs/speaker.md).
///
/// Sound of any rate, its channels averaged → 16 kHz → log-mels (dsp/log_mel.h) → normalised over the clip → a network
/// trained here (docs/training.md). Clips longer than kWindowS are seen in windows of that length whose unit vectors
/// are averaged; a rest of less than kShortestRestS is then left out.

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "audio/audio_view.h"
#include "base/file_system.h"
#include "base/result.h"
#include "dsp/resample.h"
#include "nn/onnx_session.h"
#include "speaker/encoder_card.h"

namespace timbre::speaker {

inline constexpr double kWindowS = 30.0;
inline constexpr double kShortestRestS = 5.0;
/// Less sound above the floor than this says nothing about a person.
inline constexpr double kShortestSpeechS = 1.0;

/// Thread-safe; one is shared by all who ask.
class SpeakerEncoder {
 public:
  /// `folder` holds speaker-encoder.onnx, its card speaker-encoder.json and, where the card names one, its cohort
  /// speaker-cohort.bin. NotFound where they are not, Corrupt where network or cohort are not the card's, Unavailable
  /// without ONNX Runtime.
  [[nodiscard]] static Result<std::shared_ptr<const SpeakerEncoder>> open(const std::filesystem::path& folder,
                                                                          FileSystem& disk);
  /// From a network and a card that are in memory.
  SpeakerEncoder(std::shared_ptr<const nn::OnnxSession> network, EncoderCard card);

  [[nodiscard]] const EncoderCard& card() const { return card_; }
  /// A whole clip at 8 to 192 kHz. InvalidInput, with what there is and what is needed, for less than kShortestSpeechS
  /// of sound (frames within 40 dB of the loudest; digital silence is none), for samples that are no numbers.
  [[nodiscard]] Result<Embedding> embed(const audio::AudioView& sound) const;

 private:
  friend class SpeakerListener;
  friend class VoiceTracker;
  [[nodiscard]] Result<Embedding> embed_window(std::span<const float> frames) const;

  std::shared_ptr<const nn::OnnxSession> network_;
  EncoderCard card_;
};

/// The same, block by block: any chunking gives the same embedding.
class SpeakerListener {
 public:
  SpeakerListener(std::shared_ptr<const SpeakerEncoder> encoder, int sample_rate_hz);
  SpeakerListener(SpeakerListener&&) noexcept = default;
  SpeakerListener& operator=(SpeakerListener&&) noexcept = default;
  ~SpeakerListener() = default;

  /// Of the rate given at the beginning, any channels.
  void push(const audio::AudioView& block);
  /// Call once, at the end. Errors as SpeakerEncoder::embed.
  [[nodiscard]] Result<Embedding> finish();

 private:
  std::shared_ptr<const SpeakerEncoder> encoder_;
  std::unique_ptr<dsp::StreamResampler> resampler_;
  std::unique_ptr<dsp::LogMelMeter> mels_;
  bool is_finite_ = true;
};

/// The folder with the models that come with Timbre: `models` beside the folder of the running program, so that a build
/// folder or an installation is whole.
[[nodiscard]] std::filesystem::path shipped_models_folder();

/// Below it: an encoder that took no part in teaching the built-in voice, and so can judge it.
inline constexpr const char* kJudgeFolder = "evaluation";

}  // namespace timbre::speaker
